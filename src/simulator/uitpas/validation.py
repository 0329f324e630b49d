"""What the operations of social tariff validation do: a login with the government's keys, and its page."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from ..uitid.pages import fields_of
from ..wire.html import form, html, paragraph, see_other
from ..wire.messages import Answer
from ..wire.service import Behaviour, Call, invalid_query, page
from ..world import citizens
from ..world.citizens import Known
from .shapes import Json, instant

LOGIN = "/my-digital-keys"
_ASKED = ("state", "code_challenge", "redirect_uri")


def start(call: Call) -> Answer:
    """Send somebody to the login."""
    asked = {name: call.first(name) or "" for name in _ASKED}
    if not asked["redirect_uri"].startswith(("http://", "https://")):
        raise invalid_query("redirect_uri: This address to return to is not admitted.")
    return see_other(f"{call.base}{LOGIN}?{urlencode(asked)}")


def show_login(call: Call) -> Answer:
    """Ask who somebody is; no key is needed."""
    asked = [(name, call.first(name) or "") for name in _ASKED]
    body = paragraph("Dit is een simulator van de aanmelding bij de overheid: kies wie je bent.")
    body += form(asked, "Ik ben", citizens.people(call.state), "Aanmelden", "Annuleren")
    return html("Mijn digitale sleutels", body)


def decide(call: Call) -> Answer:
    """Send somebody back with a code, or with words to show."""

    asked = fields_of(call.request)
    back = asked.get("redirect_uri", "")
    if not back.startswith(("http://", "https://")):
        return html("Aanmelden kan niet", paragraph("Dit adres om terug te keren is niet toegelaten."), 400)
    known = {insz for insz, _ in citizens.people(call.state)}
    if asked.get("decision") != "approve" or asked.get("person") not in known:
        answer = {"error": "De aanmelding is geannuleerd."}
    else:
        code = citizens.make_code(call.state, call.now, asked["person"], asked.get("code_challenge", ""))
        answer = {"code": code, "state": asked.get("state", "")}
    return see_other(f"{back}{'&' if urlsplit(back).query else '?'}{urlencode(answer)}")


def post_token(call: Call) -> Answer:
    code, verifier = str(call.fields["code"]), str(call.fields["codeVerifier"])
    return Answer(body={"token": citizens.exchange(call.state, call.now, code, verifier)})


def get_validation(call: Call) -> Answer:
    person, children = citizens.who(call.state, call.now, call.custom_token or "")
    return Answer(body={"user": _person(person), "children": [_person(each) for each in children]})


def _person(of: Known) -> Json:
    shape: Json = {
        "inszNumber": of.insz,
        "familyName": of.family_name,
        "givenName": of.given_name,
        "hasSocialTariff": of.has_social_tariff,
        "idToken": of.proof.token,
        "idTokenExpiresAt": instant(of.proof.expires),
    }
    known = {
        "uitpasNumber": of.uitpas_number,
        "street": of.street,
        "postalCode": of.postal_code,
        "city": of.city,
    }
    return shape | {name: text for name, text in known.items() if text}


BEHAVIOURS: Mapping[str, Behaviour] = {
    "get-social-tariff-validation-start": Behaviour(start),
    "post-social-tariff-validation-token": Behaviour(post_token),
    "get-social-tariff-validation": Behaviour(get_validation),
}
PAGES = (
    page("government-login-page", "GET", LOGIN, show_login),
    page("government-login-decision", "POST", LOGIN, decide),
)
