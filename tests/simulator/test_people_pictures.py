from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulator.people import PLAIN, as_client, id_of, ok, pointers, problem
from uitkern.simulator.testing.publiq import Publiq
from uitkern.simulator.wire.forms import parts
from uitkern.simulator.wire.messages import Request

PNG, JPEG = b"\x89PNG\r\n\x1a\n\r\n--\r\nrest", b"\xff\xd8\xff\xe0rest"


def path_of(publiq: Publiq) -> str:
    return f"/passholders/{id_of(publiq, PLAIN)}/picture"


def test_a_picture_is_shown_by_a_link_that_lasts_a_quarter_of_an_hour(
    publiq: Publiq, counter: httpx.Client
) -> None:
    path = path_of(publiq)
    for picture, media_type in ((PNG, "image/png"), (JPEG, "image/jpeg"), (b"GIF89a", "image/gif")):
        ok(counter.put(path, files={"file": ("me.png", picture)}), 204)
        link = ok(counter.get(path))["pictureUrl"]
        with httpx.Client(transport=publiq.transport) as browser:
            shown = browser.get(link)
            assert (shown.content, shown.headers["content-type"]) == (picture, media_type)
            publiq.clock.advance(minutes=16)
            assert browser.get(link).status_code == 404


def test_a_link_shows_the_picture_of_one_person_only(publiq: Publiq, counter: httpx.Client) -> None:
    ok(counter.put(path_of(publiq), files={"file": PNG}), 204)
    link = ok(counter.get(path_of(publiq)))["pictureUrl"]
    with httpx.Client(transport=publiq.transport) as browser:
        other = link.replace(id_of(publiq, PLAIN), id_of(publiq, "0900000067513"))
        assert browser.get(other).status_code == 404
        assert browser.get(link.partition("?")[0]).status_code == 404
        ok(counter.delete(path_of(publiq)), 204)
        assert browser.get(link).status_code == 404


def test_a_picture_that_is_not_there_is_not_found(publiq: Publiq, counter: httpx.Client) -> None:
    for method in ("GET", "DELETE"):
        assert problem(counter.request(method, path_of(publiq))) == (404, "url/not-found")


def test_a_picture_is_a_picture_in_a_form(publiq: Publiq, counter: httpx.Client) -> None:
    path = path_of(publiq)
    assert pointers(counter.put(path, files={"file": b"text"})) == ["/file"]
    assert pointers(counter.put(path, files={"picture": PNG})) == ["/"]
    assert problem(counter.put(path, json={})) == (415, "header/unsupported-media-type")
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert problem(counter.put(path, headers=form)) == (400, "body/missing")
    for headers, body in (
        (form, b"no form"),
        (form, b"--x\r\n\r\nnameless\r\n--x--"),
        (form, b'--x\r\ncontent-disposition: form-data; name="file"\r\n\r\ncut'),
        ({"content-type": "multipart/form-data"}, b"--x--"),
    ):
        assert problem(counter.put(path, headers=headers, content=body)) == (400, "body/invalid-syntax")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_pictures_need_their_permissions(publiq: Publiq, method: str) -> None:
    answer = as_client(publiq, "PASSHOLDERS_SEARCH").request(method, path_of(publiq))
    assert problem(answer) == (403, "auth/forbidden")


@given(
    files=st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=5),
        st.binary(max_size=60) | st.sampled_from([b"\r\n", b"--", b"\r\n--", b"\r\n\r\n"]),
        max_size=3,
    )
)
def test_every_form_that_a_client_writes_is_read_as_it_was(files: dict[str, bytes]) -> None:
    content = {name: ("a.png", content) for name, content in files.items()}
    request = httpx.Request("PUT", "http://publiq.test", files=content)
    body = request.read()
    if files:
        read = Request("PUT", "/", headers=dict(request.headers.items()), body=body)
        assert parts(read) == files
