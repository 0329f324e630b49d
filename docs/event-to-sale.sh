#!/bin/sh
# From an event to the report of its sale, through the three APIs, with nothing but curl:
#
#     uitkern simulate --port 8800 &
#     sh docs/event-to-sale.sh http://127.0.0.1:8800
#
# Works in a world of its own, that of the client's id. Prints what happens; ends with another status than 0 when
# something is not as it should be. Leaves the report as event-to-sale.zip, or as the second argument says.
set -eu
base=${1:-http://127.0.0.1:8800} report=${2:-event-to-sale.zip}
organizer=0ce87cbc-9299-4528-8d35-92225dc9489f place=8248e289-c986-4006-902f-b0616dcbcde7
client=uitkern-client@event-to-sale

say() { printf '%-28s %s\n' "$1" "$2"; }
member() { grep -o "\"$1\":\"*[^\",}]*" | head -n 1 | sed 's/[^:]*:"*//'; }
call() { curl --silent --show-error --fail-with-body -H "authorization: Bearer ${token:-}" \
    -H 'content-type: application/json' "$@"; }

# 1. UiTiD gives a token.
token=$(curl -sf "$base/uitid/realms/uitid/protocol/openid-connect/token" -d grant_type=client_credentials \
    -d "client_id=$client" -d client_secret=uitkern-secret | member access_token)
say token "for a day"

# 2. UiTdatabank takes an event, with a base price and an organizer that is a partner of UiTPAS.
event=$(call "$base/uitdatabank/events" -d '{
  "mainLanguage": "nl", "name": {"nl": "Kamp in de paasvakantie"}, "terms": [{"id": "0.57.0.0.0"}],
  "workflowStatus": "READY_FOR_VALIDATION", "calendarType": "permanent",
  "location": {"@id": "https://io-test.uitdatabank.be/places/'"$place"'"},
  "organizer": {"@id": "https://io-test.uitdatabank.be/organizers/'"$organizer"'"},
  "priceInfo": [{"category": "base", "name": {"nl": "Basistarief"}, "price": 11, "priceCurrency": "EUR"}]
}' | member id)
say "event made" "$event"

# 3. The search index and UiTPAS follow a few seconds later; here the clock is moved instead of waiting.
call "$base/_sim/clock" -H 'x-uitkern-world: event-to-sale' -d '{"advance": "PT5S"}' >/dev/null

# 4. Search finds it, with nothing but the id of the client.
found=$(curl -sf "$base/search/events?id=$event" -H "x-client-id: $client" | member totalItems)
say "found by searching" "$found"; [ "$found" = 1 ]

# 5. and 6. UiTPAS knows it: its card systems are seen and set.
call "$base/uitpas/events/$event/card-systems" | grep -q '"id":5'
call -X PUT "$base/uitpas/events/$event/card-systems" -d '[{"id": 5, "enabled": true}]'
say "card systems" "UiTPAS Gent"

# 7. The price for one passholder.
price=$(call "$base/uitpas/tariffs?eventId=$event&uitpasNumber=0900000067513&regularPrice=11" | member price)
say "social tariff" "$price"; [ "$price" = 2.2 ]

# 8. The sale, and 9. the list of sales of the event.
sale=$(call "$base/uitpas/ticket-sales" -d '[{
  "uitpasNumber": "0900000067513", "eventId": "'"$event"'", "regularPrice": 11, "tariff": {"id": "SOCIALTARIFF"}
}]' | member id)
say "sale registered" "$sale"
call "$base/uitpas/ticket-sales?eventId=$event" | grep -q "\"id\":\"$sale\""

# 10. and 11. The financial report of the day of that sale, and its zip.
today=$(call "$base/uitpas/ticket-sales?eventId=$event" | member creationDate | cut -c1-10)
id=$(call "$base/uitpas/organizers/$organizer/financial-reports" \
    -d '{"startDate": "'"$today"'", "endDate": "'"$today"'"}' | member id)
call "$base/uitpas/organizers/$organizer/financial-reports/$id.zip" -o "$report"
say "financial report" "$(head -c 2 "$report")"; [ "$(head -c 2 "$report")" = PK ]

# 12. The sale is undone.
call -X DELETE "$base/uitpas/ticket-sales/$sale"
say "sale undone" "$sale"
