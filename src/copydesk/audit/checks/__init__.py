"""The checks: each looks at one digest sentence and says what it noticed, on what grounds and why."""

from collections.abc import Callable, Iterator

from copydesk.audit.cases import Case, Signal
from copydesk.audit.checks.attribution import attribution
from copydesk.audit.checks.branding import branding
from copydesk.audit.checks.causality import causality
from copydesk.audit.checks.certainty import certainty
from copydesk.audit.checks.judging import judging
from copydesk.audit.checks.naming import naming
from copydesk.audit.checks.numbers import numbers
from copydesk.audit.checks.places import places
from copydesk.audit.checks.polarity import polarity
from copydesk.audit.checks.reading import reading
from copydesk.audit.checks.roles import roles
from copydesk.audit.checks.several import several
from copydesk.audit.checks.times import times
from copydesk.audit.checks.unheld import unheld
from copydesk.audit.checks.whereabouts import whereabouts
from copydesk.audit.checks.wording import wording

CHECKS: tuple[Callable[[Case], Iterator[Signal]], ...] = (
    attribution, certainty, polarity, numbers, times, places, roles, causality, wording,
    judging, branding, naming, whereabouts, unheld, several, reading,
)  # fmt: skip
