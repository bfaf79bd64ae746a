"""Double-blind coding: two coders, one set, and what each may see."""

import re

from dateline.web.accounts import Role
from dateline.web.site import Site
from tests.web.conftest import SignedIn


def test_two_coders_code_without_seeing_each_other_and_alpha_follows(signed_in: SignedIn, site: Site) -> None:
    lead, coder = signed_in(Role.REVIEWER), signed_in(Role.CODER)
    lead.post("/coding", data={"name": "Pilot", "size": "4"})
    (held,) = site.codings.all()
    verdicts = ["event", "event", "no event", "no event"]
    for position, verdict in enumerate(verdicts, 1):
        form = {"verdict": verdict, "type": "attack", "place": "Sabha", "credibility": "3"}
        lead.post(f"/coding/{held.id}/{position}", data=form)
    page = coder.get(f"/coding/{held.id}/1").text
    assert "Sabha" not in re.search(r'name="place" value="([^"]*)"', page)[1]  # type: ignore[index]
    assert "checked" not in page
    assert "Where coders differ" not in coder.get(f"/coding/{held.id}/agreement").text
    for position, verdict in enumerate(verdicts, 1):
        coder.post(f"/coding/{held.id}/{position}", data={"verdict": verdict, "place": "sabha "})
    by_field = {each.field: each for each in site.codings.agreement(held.id)}
    assert by_field["verdict"].alpha == 1
    assert by_field["place"].units == 4
    coder.post(f"/coding/{held.id}/1", data={"verdict": "cannot tell"})
    changed = {each.field: each for each in site.codings.agreement(held.id)}["verdict"]
    assert changed.alpha is not None
    assert changed.alpha < 1
    assert "cannot tell" in lead.get(f"/coding/{held.id}/agreement").text


def test_a_coder_is_led_to_what_is_left_and_then_to_the_agreement(signed_in: SignedIn, site: Site) -> None:
    lead = signed_in(Role.REVIEWER)
    lead.post("/coding", data={"name": "Two", "size": "2"})
    (held,) = site.codings.all()
    assert lead.get(f"/coding/{held.id}").headers["location"].endswith("/1")
    lead.post(f"/coding/{held.id}/1", data={"verdict": "event"})
    assert lead.get(f"/coding/{held.id}").headers["location"].endswith("/2")
    lead.post(f"/coding/{held.id}/2", data={"verdict": "event"})
    assert lead.get(f"/coding/{held.id}").headers["location"].endswith("/agreement")


def test_an_answer_off_the_lists_is_refused(signed_in: SignedIn, site: Site) -> None:
    lead = signed_in(Role.REVIEWER)
    lead.post("/coding", data={"name": "One", "size": "1"})
    (held,) = site.codings.all()
    assert lead.post(f"/coding/{held.id}/1", data={"verdict": "perhaps"}).status_code == 422
    assert lead.post(f"/coding/{held.id}/9", data={"verdict": "event"}).status_code == 404


def test_a_coder_makes_no_sets(signed_in: SignedIn) -> None:
    assert signed_in(Role.CODER).post("/coding", data={"name": "Mine"}).status_code == 403
