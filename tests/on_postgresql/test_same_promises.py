"""What is promised of the doors, the ledger, the outbox, numbers, approvals, clocks and search, asked of PostgreSQL.

These are the tests of `tests/models`, word for word: here they find another `world`.
"""

from __future__ import annotations

from tests.models.items import accepted, capa, item  # noqa: F401  (fixtures of what follows)
from tests.models.test_approvals import *  # noqa: F403
from tests.models.test_database import *  # noqa: F403
from tests.models.test_due import *  # noqa: F403
from tests.models.test_ledger import *  # noqa: F403
from tests.models.test_numbering import *  # noqa: F403
from tests.models.test_outbox import *  # noqa: F403
from tests.models.test_similar import *  # noqa: F403
from tests.models.test_verbs import *  # noqa: F403
from tests.models.test_work import *  # noqa: F403
