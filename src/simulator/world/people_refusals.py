"""What a world refuses about people, their cards and their families; messages for parents are in Dutch."""

from .refusals import Refusal


def passholder_unknown(status: int = 404) -> Refusal:
    """Refuse the id of a passholder, by default as something in the path."""
    return Refusal(
        "uitpas/passholder-not-found",
        "Passholder not found",
        status=status,
        message="We vinden deze pashouder niet.",
    )


def passholder_blocked() -> Refusal:
    return Refusal(
        "uitpas/passholder-blocked",
        "Passholder is blocked",
        message="Deze pashouder is geblokkeerd. Contacteer een UiTPAS-balie.",
    )


def organizer_not_found() -> Refusal:
    return Refusal("uitpas/organizer-not-found", "Organizer not found")


def card_system_not_found(status: int = 404) -> Refusal:
    return Refusal(
        "uitpas/cardsystem-not-found",
        "Card system not found",
        status=status,
        message="We vinden deze UiTPAS-regio niet.",
    )


def school_not_found(status: int = 404) -> Refusal:
    return Refusal("uitpas/school-not-found", "School not found", status=status)


def association_not_found(status: int = 400) -> Refusal:
    return Refusal("uitpas/association-not-found", "Association not found", status=status)


def not_renewable() -> Refusal:
    return Refusal(
        "uitpas/association-membership-renew-not-possible",
        "Membership cannot be renewed now",
        message="Dit lidmaatschap kan nu nog niet vernieuwd worden.",
    )


def association_mismatch() -> Refusal:
    return Refusal(
        "uitpas/association-passholder-cardsystem-mismatch",
        "Passholder has no card system of this association",
        message="Deze pashouder hoort niet bij de regio van de vereniging.",
    )


def invalid_city() -> Refusal:
    return Refusal(
        "uitpas/invalid-city",
        "Invalid city",
        message="Deze gemeente en postcode kunnen niet gebruikt worden voor deze UiTPAS.",
    )


def invalid_postal_code() -> Refusal:
    return Refusal(
        "uitpas/invalid-postal-code",
        "Invalid postal code",
        message="Dit is geen Belgische postcode. Gebruik 0000 voor een adres in het buitenland.",
    )


def invalid_insz() -> Refusal:
    return Refusal(
        "uitpas/invalid-insz-number",
        "Invalid INSZ number",
        message="Dit is geen geldig rijksregisternummer.",
    )


def insz_already_used() -> Refusal:
    return Refusal(
        "uitpas/insz-already-used",
        "INSZ number already used",
        message="Er is al een UiTPAS voor dit rijksregisternummer.",
    )


def insz_in_token_required() -> Refusal:
    return Refusal(
        "uitpas/insz-in-token-required",
        "INSZ number required in the access token",
        message="Meld je aan met je elektronische identiteitskaart of itsme om een UiTPAS aan te vragen.",
    )


def email_already_used() -> Refusal:
    return Refusal(
        "uitpas/email-already-used",
        "E-mail address already used",
        message="Er is al een UiTPAS met dit e-mailadres. Gebruik een ander adres.",
    )


def underaged() -> Refusal:
    return Refusal(
        "uitpas/forbidden-underaged",
        "Too young",
        message="Je bent te jong om zelf een UiTPAS aan te vragen. Vraag het aan je ouder of voogd.",
    )


def invalid_number() -> Refusal:
    return Refusal(
        "uitpas/invalid-uitpas-number",
        "Invalid UiTPAS number",
        message="Dit is geen geldig UiTPAS-nummer. Een UiTPAS-nummer telt 13 cijfers.",
    )


def invalid_card() -> Refusal:
    return Refusal(
        "uitpas/invalid-card",
        "Invalid card",
        message="Deze kaart kan niet gebruikt worden voor deze pashouder.",
    )


def invalid_voucher() -> Refusal:
    return Refusal(
        "uitpas/invalid-voucher-code",
        "Invalid voucher code",
        message="Deze voucher bestaat niet, is al gebruikt of geldt niet in deze regio.",
    )


def no_new_membership(detail: str) -> Refusal:
    return Refusal(
        "uitpas/passholder-new-membership-error",
        "No new membership possible",
        detail=detail,
        message="Deze pashouder kan hier geen nieuwe UiTPAS krijgen.",
    )


def family_member_already_added() -> Refusal:
    return Refusal(
        "uitpas/family-member-already-added",
        "Family member already added",
        message="Deze pashouder zit al in je gezin.",
    )


def too_many_family_members(most: int) -> Refusal:
    return Refusal(
        "uitpas/too-many-family-members",
        "Too many family members",
        message=f"Een gezin telt ten hoogste {most} pashouders.",
    )


def too_many_adults(most: int) -> Refusal:
    return Refusal(
        "uitpas/too-many-adults-in-family",
        "Too many adults in the family",
        message=f"Een gezin telt ten hoogste {most} volwassenen.",
    )


def passholder_already_registered() -> Refusal:
    return Refusal(
        "uitpas/passholder-already-registered",
        "Passholder already has a UiTiD",
        message="Deze UiTPAS is al gekoppeld aan een UiTiD. Meld je daarmee aan.",
    )


def uitid_already_registered() -> Refusal:
    return Refusal(
        "uitpas/uitid-already-registered",
        "UiTiD already has a passholder",
        message="Je UiTiD is al gekoppeld aan een andere UiTPAS.",
    )


def no_active_membership() -> Refusal:
    return Refusal(
        "uitpas/passholder-no-active-cardsystems",
        "Passholder has no active card systems here",
        message="Deze UiTPAS is niet actief in deze regio.",
    )


def invalid_header(name: str, *, missing: bool = False) -> Refusal:
    if missing:
        return Refusal("header/missing", "Header missing", detail=f"The header {name} is missing.")
    return Refusal("header/invalid", "Header invalid", detail=f"The header {name} is not valid.")
