"""What the audit is known to get wrong: each case stays here, and must come off this list once it is right."""

import pytest

LIMIT = pytest.mark.xfail(
    strict=True, reason="the encoder outweighs the check that knew this; see docs/cards/models.md, weak points"
)
