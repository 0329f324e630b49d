"""Calls to UiTiD."""

from __future__ import annotations

from tests.contract.calls.call import Call

FORM = "application/x-www-form-urlencoded"
GRANT = "grant_type=client_credentials"
CALLS = [
    Call("post-token", 200, content=f"{GRANT}&client_id=ID&client_secret=SECRET", media=FORM),
    Call("post-token", 401, content=f"{GRANT}&client_id=ID&client_secret=wrong", media=FORM),
    Call("post-token", 401, content=f"{GRANT}&client_id=nobody&client_secret=x", media=FORM),
    Call("post-token", 400, content="client_id=ID&client_secret=SECRET", media=FORM),
    Call("post-token", 400, content="grant_type=password&client_id=ID&client_secret=SECRET", media=FORM),
    Call("post-token", 400, content="", media=FORM),
    Call("post-oauth-token", 200, content=f"{GRANT}&client_id=ID&client_secret=SECRET", media=FORM),
    Call(
        "post-oauth-token",
        200,
        content='{"grant_type": "client_credentials", "client_id": "ID", "client_secret": "SECRET",'
        ' "audience": "https://api.publiq.be"}',
    ),
    Call(
        "post-oauth-token",
        401,
        content='{"grant_type": "client_credentials", "client_id": "ID", "client_secret": "no",'
        ' "audience": "https://api.publiq.be"}',
    ),
    Call("post-oauth-token", 400, content='{"client_id": "ID"}'),
    Call("post-oauth-token", 400, content="{"),
]
