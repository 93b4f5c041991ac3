"""What the doors promise, asked of PostgreSQL: they are the tests of `tests/models`, word for word, and find another `world` here.

Those of the doors and the outbox are all here, of the rest those that lean on the database; `make postgresql` runs them all.
"""

from __future__ import annotations

from tests.models.test_approvals import (  # noqa: F401
    test_a_board_decides_when_every_seat_has_approved,
    test_the_database_admits_one_decision_a_seat,
)
from tests.models.test_database import *  # noqa: F403
from tests.models.test_due import (  # noqa: F401
    test_a_move_meets_one_clock_and_starts_the_next,
    test_a_new_record_has_its_first_clocks,
    test_the_owner_asks_and_the_supervisor_grants,
)
from tests.models.test_ledger import (  # noqa: F401
    test_a_forged_row_that_fits_the_chain_is_seen_by_the_head,
    test_a_line_moved_to_another_record_is_seen,
    test_a_tail_cut_off_without_the_head_is_seen,
    test_a_whole_chain_is_as_written,
    test_erasing_the_side_rows_leaves_the_chain_whole,
    written,
)
from tests.models.test_numbering import (  # noqa: F401
    test_a_transaction_that_fails_gives_its_number_back,
    test_numbers_of_four_threads_have_no_gap,
)
from tests.models.test_outbox import *  # noqa: F403
from tests.models.test_similar import (  # noqa: F401
    test_nothing_that_is_looked_for_is_an_operator,
    test_the_index_follows_every_change,
    test_the_same_words_are_found_in_other_forms_and_with_slips,
)
from tests.models.test_work import test_ones_own_come_first_with_the_next_date_and_whether_it_is_over  # noqa: F401

del test_a_gesture_waits_one_and_a_half_seconds  # noqa: F821  (that a shorter one is kept shows the same, and sooner)
