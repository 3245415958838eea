"""Whole processes measured by the operating system's own account: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figures:
    """The medians of several runs: seconds of wall and CPU time, megabytes at the peak; the last exit code."""

    wall: float
    cpu: float
    peak: float
    code: int


def measure(command: list[str], runs: int = 3, warm_up: bool = True) -> Figures:
    """Run a command several times, what it prints thrown away, after a run that does not count."""
    if warm_up:
        _once(command)
    counted = [_once(command) for _ in range(runs)]
    return Figures(
        median(run.wall for run in counted),
        median(run.cpu for run in counted),
        median(run.peak for run in counted),
        counted[-1].code,
    )


def apart(function: Callable[..., Result], *arguments: object) -> Result:
    """What a function gives, worked out in a process of its own.

    The operating system counts what a process holds when it starts another one into the other one's peak, so a
    process that measures must stay small.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def _once(command: list[str]) -> Figures:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Figures(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)
