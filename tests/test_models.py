"""The models are imported when they are used, and all of them can be."""

from __future__ import annotations

import subprocess
import sys

from tmtool import models


def test_every_name_is_there():
    assert set(models.__all__) == set(models._MODULES)
    assert all(hasattr(models, name) for name in models.__all__)


def test_a_look_up_pays_for_no_model_of_scoring():
    code = "import sys, tmtool.cli.lookup, tmtool.memory, tmtool.jobs.lookup; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "tmtool.models.matches" in loaded
    assert not {f"tmtool.models.{name}" for name in ("scores", "runs", "audits")} & set(loaded)
