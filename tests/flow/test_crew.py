"""Processes that die, and processes that are told to stop."""

from __future__ import annotations

import os
import signal

import pytest

from comity.flow.crew import Crew, Died


def double(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.slow
def test_a_process_that_dies_takes_only_its_own_task_along() -> None:
    with Crew[int, int](double, 2) as crew:
        found = [
            (item, type(result) if isinstance(result, Died) else result)
            for item, result in crew.run(range(9, 20))
        ]
    assert found == [(n, Died if n == 13 else 2 * n) for n in range(9, 20)]
