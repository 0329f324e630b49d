"""Our own sentences for parents and secretaries, in four languages (onze zinnen).

UiTPAS's own words come first wherever it gives any (R15); these are for when it gives none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from .message import EndUserMessage
from .reason import Reason
from .said import Mistake, Said
from .said_benefits import SaidOfBenefits
from .sentences_benefits import BENEFITS
from .sentences_mistakes import MISTAKES
from .sentences_said import SAID
from .standing import Standing

Outcome: TypeAlias = Reason | Standing | Said | SaidOfBenefits | Mistake
Row: TypeAlias = tuple[str, str, str, str]
"""Dutch, French, German, English."""

_NO_PASS = (
    "Geef het UiTPAS-nummer in om te zien of er kansentarief is.",
    "Indiquez le numéro UiTPAS pour savoir s'il y a un tarif réduit.",
    "Geben Sie die UiTPAS-Nummer ein, um zu sehen, ob es einen Sozialtarif gibt.",
    "Enter the UiTPAS number to see whether there is a social tariff.",
)
_NO_SOCIAL_TARIFF = (
    "Op deze UiTPAS staat geen kansentarief.",
    "Cet UiTPAS ne donne pas droit au tarif réduit.",
    "Dieser UiTPAS gibt kein Recht auf den Sozialtarif.",
    "This UiTPAS has no social tariff.",
)
_EXPIRED = (
    "Het kansentarief op deze UiTPAS is verlopen. Een UiTPAS-balie kan het vernieuwen.",
    "Le tarif réduit de cet UiTPAS a expiré. Un guichet UiTPAS peut le renouveler.",
    "Der Sozialtarif auf diesem UiTPAS ist abgelaufen. Ein UiTPAS-Schalter kann ihn erneuern.",
    "The social tariff on this UiTPAS has expired. A UiTPAS desk can renew it.",
)
_SUSPENDED = (
    "Het kansentarief op deze UiTPAS is geschorst.",
    "Le tarif réduit de cet UiTPAS est suspendu.",
    "Der Sozialtarif auf diesem UiTPAS ist ausgesetzt.",
    "The social tariff on this UiTPAS is suspended.",
)
_BLOCKED = (
    "Deze UiTPAS is geblokkeerd. Vraag een nieuwe kaart aan een UiTPAS-balie.",
    "Cet UiTPAS est bloqué. Demandez une nouvelle carte à un guichet UiTPAS.",
    "Dieser UiTPAS ist gesperrt. Fragen Sie an einem UiTPAS-Schalter nach einer neuen Karte.",
    "This UiTPAS is blocked. Ask for a new card at a UiTPAS desk.",
)
_UNREGISTERED = (
    "Deze UiTPAS staat nog op niemands naam. Een UiTPAS-balie kan hem registreren.",
    "Cet UiTPAS n'est encore au nom de personne. Un guichet UiTPAS peut l'enregistrer.",
    "Dieser UiTPAS ist noch auf niemanden eingetragen. Ein UiTPAS-Schalter kann das tun.",
    "This UiTPAS is not registered to anybody yet. A UiTPAS desk can do that.",
)
_REPLACED = (
    "Deze UiTPAS is vervangen door een andere kaart. Geef het nummer van de nieuwe kaart in.",
    "Cet UiTPAS a été remplacé par une autre carte. Indiquez le numéro de la nouvelle carte.",
    "Dieser UiTPAS wurde durch eine andere Karte ersetzt. Geben Sie die Nummer der neuen Karte ein.",
    "This UiTPAS was replaced by another card. Enter the number of the new card.",
)
_NO_SUCH_PASS = (
    "We vinden geen UiTPAS met dit nummer. Kijk het nummer op de kaart na.",
    "Nous ne trouvons pas d'UiTPAS avec ce numéro. Vérifiez le numéro sur la carte.",
    "Wir finden keinen UiTPAS mit dieser Nummer. Prüfen Sie die Nummer auf der Karte.",
    "We find no UiTPAS with this number. Check the number on the card.",
)
_REFUSED = (
    "Deze UiTPAS kan niet gebruikt worden.",
    "Cet UiTPAS ne peut pas être utilisé.",
    "Dieser UiTPAS kann nicht benutzt werden.",
    "This UiTPAS cannot be used.",
)
_OTHER_REGION = (
    "Deze UiTPAS is van een andere regio: het kansentarief geldt hier niet.",
    "Cet UiTPAS vient d'une autre région : le tarif réduit n'est pas valable ici.",
    "Dieser UiTPAS gehört zu einer anderen Region: Der Sozialtarif gilt hier nicht.",
    "This UiTPAS belongs to another region: its social tariff is not valid here.",
)

REASONS: Mapping[Reason, Row] = {
    Reason.NO_PASS: _NO_PASS,
    Reason.NO_SOCIAL_TARIFF: _NO_SOCIAL_TARIFF,
    Reason.EXPIRED: _EXPIRED,
    Reason.SUSPENDED: _SUSPENDED,
    Reason.BLOCKED: _BLOCKED,
    Reason.UNREGISTERED: _UNREGISTERED,
    Reason.REPLACED: _REPLACED,
    Reason.NO_SUCH_PASS: _NO_SUCH_PASS,
    Reason.PASS_REFUSED: _REFUSED,
    Reason.OTHER_REGION: _OTHER_REGION,
    Reason.NOT_AVAILABLE: (
        "Met deze UiTPAS is er voor deze activiteit nu geen kansentarief.",
        "Avec cet UiTPAS, il n'y a pas de tarif réduit pour cette activité pour le moment.",
        "Mit diesem UiTPAS gibt es für diese Aktivität jetzt keinen Sozialtarif.",
        "With this UiTPAS there is no social tariff for this activity now.",
    ),
    Reason.NOT_PUBLISHED: (
        "Voor deze activiteit is er nog geen kansentarief.",
        "Il n'y a pas encore de tarif réduit pour cette activité.",
        "Für diese Aktivität gibt es noch keinen Sozialtarif.",
        "There is no social tariff for this activity yet.",
    ),
    Reason.NOT_KNOWN_YET: (
        "De UiTPAS-prijzen van deze activiteit volgen zo meteen.",
        "Les prix UiTPAS de cette activité suivent dans un instant.",
        "Die UiTPAS-Preise dieser Aktivität folgen gleich.",
        "The UiTPAS prices of this activity follow in a moment.",
    ),
    Reason.NOT_ALLOWED: (
        "Voor deze activiteit kunnen wij geen kansentarief aanrekenen.",
        "Nous ne pouvons pas appliquer le tarif réduit à cette activité.",
        "Für diese Aktivität können wir den Sozialtarif nicht anrechnen.",
        "We cannot give the social tariff for this activity.",
    ),
    Reason.UNREACHABLE: (
        "UiTPAS is even niet bereikbaar. Probeer het straks opnieuw.",
        "UiTPAS n'est pas joignable pour l'instant. Réessayez plus tard.",
        "UiTPAS ist im Moment nicht erreichbar. Versuchen Sie es später noch einmal.",
        "UiTPAS cannot be reached just now. Try again later.",
    ),
    Reason.SWITCHED_OFF: (
        "Voor deze activiteit geldt UiTPAS niet.",
        "L'UiTPAS n'est pas valable pour cette activité.",
        "Für diese Aktivität gilt der UiTPAS nicht.",
        "UiTPAS does not apply to this activity.",
    ),
    Reason.FREE: (
        "Deze activiteit is gratis: er is geen kansentarief nodig.",
        "Cette activité est gratuite: aucun tarif réduit n'est nécessaire.",
        "Diese Aktivität ist kostenlos: ein Sozialtarif ist nicht nötig.",
        "This activity is free: no social tariff is needed.",
    ),
}

STANDINGS: Mapping[Standing, Row] = {
    Standing.ENTITLED: (
        "Deze UiTPAS geeft recht op kansentarief.",
        "Cet UiTPAS donne droit au tarif réduit.",
        "Dieser UiTPAS gibt Recht auf den Sozialtarif.",
        "This UiTPAS gives the social tariff.",
    ),
    Standing.GRACE: (
        "Het kansentarief op deze UiTPAS geldt nog even. Laat het op tijd vernieuwen aan een UiTPAS-balie.",
        "Le tarif réduit de cet UiTPAS est encore valable. Faites-le renouveler à temps à un guichet UiTPAS.",
        "Der Sozialtarif auf diesem UiTPAS gilt noch. Lassen Sie ihn rechtzeitig am Schalter erneuern.",
        "The social tariff on this UiTPAS is still valid. Have it renewed in time at a UiTPAS desk.",
    ),
    Standing.NONE: _NO_SOCIAL_TARIFF,
    Standing.EXPIRED: _EXPIRED,
    Standing.SUSPENDED: _SUSPENDED,
    Standing.OTHER_REGION: _OTHER_REGION,
    Standing.BLOCKED: _BLOCKED,
    Standing.UNREGISTERED: _UNREGISTERED,
    Standing.REPLACED: _REPLACED,
    Standing.NO_SUCH_PASS: _NO_SUCH_PASS,
    Standing.REFUSED: _REFUSED,
    Standing.NO_NUMBER: _NO_PASS,
    Standing.NOT_CHECKED: (
        "Deze UiTPAS is nog niet nagekeken.",
        "Cet UiTPAS n'a pas encore été vérifié.",
        "Dieser UiTPAS wurde noch nicht geprüft.",
        "This UiTPAS has not been checked yet.",
    ),
}


def row_of(outcome: Outcome) -> Row:
    """The four sentences of an outcome, with the names of what is filled in."""
    match outcome:
        case Reason():
            return REASONS[outcome]
        case Standing():
            return STANDINGS[outcome]
        case Said():
            return SAID[outcome]
        case SaidOfBenefits():
            return BENEFITS[outcome]
        case _:
            return MISTAKES[outcome]


def explain(outcome: Outcome, **values: object) -> EndUserMessage:
    """Say an outcome in all four languages, with `values` filled in."""
    nl, fr, de, en = (sentence.format(**values) for sentence in row_of(outcome))
    return EndUserMessage(nl, fr, de, en)
