import pytest

from dateline.places.relations import relation
from dateline.schema.places import Relation
from dateline.schema.spans import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They set up a camp outside Sirte", Relation.OUTSIDE),
        ("on the outskirts of Sirte", Relation.OUTSIDE),
        ("The convoy was hit near Sirte", Relation.NEAR),
        ("a checkpoint 20 km north of Sirte", Relation.DIRECTION),
        ("a farm south of Sirte", Relation.DIRECTION),
        ("the road between Misrata and Sirte", Relation.BETWEEN),
        ("the border with Sirte", Relation.BORDER),
        ("he came from Sirte", Relation.FROM),
        ("he went to Sirte", Relation.TO),
        ("it happened in Sirte", Relation.IN),
        ("Sirte", Relation.IN),
    ],
)
def test_the_words_before_tell_the_relation(text, expected):
    assert relation(text, Span(text.rindex("Sirte"), text.rindex("Sirte") + 5)) is expected
