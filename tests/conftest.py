from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the repository; the test is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data: {SHARED} does not exist")
    return SHARED
