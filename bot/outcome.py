"""How a delivery can fail."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """An attempt did not succeed. `for_good`: it never will; `in_doubt`: it may have taken effect all the same."""

    def __init__(
        self, because: str, *, for_good: bool = False, in_doubt: bool = False, after: float | None = None
    ) -> None:
        super().__init__(because)
        self.for_good = for_good
        self.in_doubt = in_doubt
        #: Seconds after which the other side wants to be asked again.
        self.after = after


class NotYet(DeliveryFailed):
    """Something else has to be there first; asked again soon, and never given up."""
