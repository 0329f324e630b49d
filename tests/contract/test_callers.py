"""Each operation says who may call it, and with what."""

from __future__ import annotations

from uitkern.simulator.contract import Operation, Permissions, load_contract


def uitpas(operation_id: str) -> Operation:
    return load_contract("uitpas").operation(operation_id)


def test_administrators_of_an_organizer_may_do_without_a_permission() -> None:
    assert uitpas("get-organizers-organizerId-admins").permissions.admins == ("MEMBER", "ADMIN")
    assert uitpas("post-organizers-organizerId-admins").permissions.admins == ("ADMIN",)
    assert uitpas("get-organizers").permissions.admins == ()


def test_what_publiq_marks_as_internal_or_outdated_is_marked() -> None:
    operations = load_contract("uitpas").operations.values()

    assert {each.operation_id for each in operations if each.internal} == {
        "get-social-tariff-validation-start",
        "post-social-tariff-validation-token",
        "get-social-tariff-validation",
    }
    assert {each.operation_id for each in operations if each.deprecated} == {
        "get-passes-uitpasNumber",
        "get-insz-numbers-inszNumber",
        "get-chip-numbers-chipNumber",
        "get-cardsystems-cardsystemid-social-tariff-settings",
    }


def test_a_kiosk_calls_with_a_token_of_its_own() -> None:
    kiosk = [
        each for each in load_contract("uitpas").operations.values() if each.path.startswith("/kiosk-devices")
    ]

    assert len(kiosk) == 8
    assert {each.credentials for each in kiosk} == {(("CUSTOM_TOKEN",),)}
    assert {each.permission for each in kiosk} == {None}


def test_the_contract_has_every_operation_of_the_api() -> None:
    operations = load_contract("uitpas").operations.values()

    assert len(operations) == 103
    assert len({each.path for each in operations}) == 75


def test_a_search_for_passholders_may_rest_on_any_of_three_permissions() -> None:
    permissions = uitpas("get-passholders").permissions

    assert permissions.usual == uitpas("get-passholders").permission == "PASSHOLDERS_SEARCH"
    assert permissions.sufficed_by(["PASSHOLDERS_SEARCH_BY_ID"])
    assert permissions.sufficed_by(["X", "PASSHOLDERS_SEARCH_ALL"])
    assert not permissions.sufficed_by(["PASSHOLDERS_WRITE"])


def test_an_operation_without_permission_is_for_anybody() -> None:
    assert Permissions().sufficed_by([])
    assert Permissions().sufficient == uitpas("get-permissions").permissions.sufficient == ()


def test_a_social_tariff_needs_a_permission_on_top() -> None:
    permissions = uitpas("post-passholders").permissions

    assert permissions.sufficed_by(["PASSHOLDERS_WRITE"])
    assert "PASSHOLDERS_WRITE_SOCIALTARIFF" in permissions.besides


def test_some_credentials_are_needed_together() -> None:
    token = uitpas("get-uitid-passholder-registration-token")

    assert token.credentials == (("CLIENT_IDENTIFICATION", "PASSHOLDER_CREDENTIALS"),)
    assert token.security == ("CLIENT_IDENTIFICATION", "PASSHOLDER_CREDENTIALS")
    assert uitpas("get-grouppasses").credentials == (
        ("USER_ACCESS_TOKEN",),
        ("CLIENT_ACCESS_TOKEN",),
        ("CLIENT_IDENTIFICATION",),
    )


def test_a_path_with_a_number_can_be_answered_with_404() -> None:
    for operation in load_contract("uitpas").operations.values():
        if any(parameter.type == "integer" for parameter in operation.path_parameters):
            assert 404 in operation.answers, operation.operation_id


def test_whatever_can_be_wrong_has_a_status() -> None:
    for operation in load_contract("uitpas").operations.values():
        if operation.parameters or operation.header_parameters or operation.bodies:
            assert 400 in operation.answers, operation.operation_id
        if operation.bodies:
            assert 415 in operation.answers, operation.operation_id
        if operation.credentials:
            assert {401, 403} <= operation.answers.keys(), operation.operation_id
