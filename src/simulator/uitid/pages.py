"""The pages of a login: choose who you are, approve or deny; and what clients ask around it."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..wire.html import form, html, paragraph, see_other
from ..wire.messages import Answer, Request
from ..wire.service import Call, page
from ..world import access, accounts, signing_in
from ..world.refusals import Refusal
from ..world.values import Client
from .credentials import Denied, credentials

REALM = "/realms/uitid"
PROTOCOL = f"{REALM}/protocol/openid-connect"
_KEPT = (
    "client_id",
    "redirect_uri",
    "state",
    "code_challenge",
    "code_challenge_method",
    "audience",
    "response_type",
)


def fields_of(request: Request) -> dict[str, str]:
    """Read a form, after the query of the same address."""
    sent = parse_qsl(request.body.decode(errors="replace"), keep_blank_values=True)
    return {name: values[0] for name, values in request.query.items()} | dict(sent)


def show_consent(call: Call) -> Answer:
    """Ask who somebody is; no password is needed."""
    asked = fields_of(call.request)
    client = _client(call, asked)
    if isinstance(client, Answer):
        return client
    error = _mistake(asked)
    if error is not None:
        return _back(asked, error)
    kept = [(name, asked[name]) for name in _KEPT if name in asked]
    body = paragraph(f"{client.id} vraagt om je aan te melden. Dit is een simulator: kies wie je bent.")
    body += form(kept, "Ik ben", accounts.persons(call.state), "Aanmelden", "Weigeren")
    return html("Aanmelden met UiTiD", body)


def decide(call: Call) -> Answer:
    """Send somebody back to the client, with a code or with a refusal."""
    asked = fields_of(call.request)
    client = _client(call, asked)
    if isinstance(client, Answer):
        return client
    error = _mistake(asked)
    if error is not None:
        return _back(asked, error)
    user = accounts.person(call.state, asked.get("person", ""))
    if asked.get("decision") != "approve" or user is None:
        return _back(asked, {"error": "access_denied", "error_description": "The user denied the request"})
    grant = signing_in.make_code(
        call.state,
        call.now,
        client,
        user,
        asked["redirect_uri"],
        asked.get("code_challenge"),
        asked.get("audience"),
    )
    return _back(asked, {"code": grant.code})


def revoke(call: Call) -> Answer:
    """End a token; the answer is the same when there was none."""
    sent = fields_of(call.request)
    try:
        client_id, secret = credentials(call.request, sent)
        client = access.client_with(call.state, client_id, secret or "")
    except (Denied, access.UnknownClient):
        return Answer(401, {"error": "invalid_client", "error_description": "Invalid client credentials"})
    signing_in.revoke(call.state, client, sent.get("token", ""))
    return Answer(200, {})


def log_out(call: Call) -> Answer:
    """Forget a login; this simulator remembers none, so that every login asks anew."""
    back = fields_of(call.request).get("post_logout_redirect_uri")
    if back is not None and back.startswith(("http://", "https://")):
        return see_other(back)
    return html("Afgemeld", paragraph("Je bent afgemeld."))


def user_info(call: Call) -> Answer:
    """Say who the user of a token is."""
    token = call.request.headers.get("authorization", "").partition(" ")[2].strip()
    try:
        user = call.world.identify(token).user
    except Refusal:
        user = None
    if user is None:
        return Answer(401, {"error": "invalid_token", "error_description": "Token verification failed"})
    return Answer(body={"sub": user.id, "name": user.name, "email": user.email, "email_verified": True})


def discover(call: Call) -> Answer:
    """Tell clients where everything is (OpenID Connect Discovery)."""
    at = f"{call.base}{PROTOCOL}"
    return Answer(
        body={
            "issuer": f"{call.base}{REALM}",
            "authorization_endpoint": f"{at}/auth",
            "token_endpoint": f"{at}/token",
            "revocation_endpoint": f"{at}/revoke",
            "end_session_endpoint": f"{at}/logout",
            "userinfo_endpoint": f"{at}/userinfo",
            "grant_types_supported": [
                "authorization_code",
                "refresh_token",
                "client_credentials",
                "password",
            ],
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


def _client(call: Call, asked: Mapping[str, str]) -> Client | Answer:
    """Take the client, or say on a page why nobody can be sent back to it."""
    client = call.state.clients.get(asked.get("client_id", ""))
    if client is None:
        return html("Aanmelden kan niet", paragraph("Deze toepassing is niet gekend bij UiTiD."), 400)
    if not signing_in.redirect_is_admitted(client, asked.get("redirect_uri", "")):
        return html("Aanmelden kan niet", paragraph("Dit adres om terug te keren is niet toegelaten."), 400)
    return client


def _mistake(asked: Mapping[str, str]) -> dict[str, str] | None:
    if asked.get("response_type") != "code":
        return {"error": "unsupported_response_type", "error_description": "Only code is supported"}
    if "code_challenge" in asked and asked.get("code_challenge_method") != "S256":
        return {"error": "invalid_request", "error_description": "code_challenge_method must be S256"}
    return None


def _back(asked: Mapping[str, str], answer: Mapping[str, str]) -> Answer:
    given = dict(answer) | ({"state": asked["state"]} if "state" in asked else {})
    joint = "&" if urlsplit(asked["redirect_uri"]).query else "?"
    return see_other(f"{asked['redirect_uri']}{joint}{urlencode(given)}")


PAGES = (
    page("login-page", "GET", f"{PROTOCOL}/auth", show_consent),
    page("login-decision", "POST", f"{PROTOCOL}/auth", decide),
    page("former-login-page", "GET", "/authorize", show_consent),
    page("former-login-decision", "POST", "/authorize", decide),
    page("revoke-token", "POST", f"{PROTOCOL}/revoke", revoke),
    page("log-out", "GET", f"{PROTOCOL}/logout", log_out),
    page("user-info", "GET", f"{PROTOCOL}/userinfo", user_info),
    page("log-out-by-form", "POST", f"{PROTOCOL}/logout", log_out),
    page("user-info-by-form", "POST", f"{PROTOCOL}/userinfo", user_info),
    page("discovery", "GET", f"{REALM}/.well-known/openid-configuration", discover),
)
