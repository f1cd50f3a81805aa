"""The quick way to write metadata says the same as the general one."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from execution_log.encode import _metadata
from execution_log.redaction import Redactor
from execution_log.values import EXACT, METADATA_LIMIT, metadata_json

REDACTOR = Redactor()

keys = st.text() | st.sampled_from(["page", "password", "name", "value", "apiKey", "x" * 300])
values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(st.dictionaries(keys, values))
@example({"name": "password", "value": "hunter2"})
@example({"db_password": "hunter2"})
@example({"note": "password=hunter2"})
@example({"big": EXACT, "small": -EXACT, "exact": EXACT - 1})
@example({str(n): "x" * 4_000 for n in range(20)})
def test_both_ways_say_the_same(metadata: dict[str, object]) -> None:
    quick = _metadata(metadata, REDACTOR)

    assert json.loads(quick) == json.loads(metadata_json(REDACTOR.metadata(metadata)))
    assert len(quick) <= METADATA_LIMIT + 100
    assert "hunter2" not in quick
