"""Writes a trained encoder as one ONNX file that carries all it needs: weights as 8-bit integers, tokenizer, labels,
calibration, the corpus' hash and the figures of its training.

    python training/export.py --base FOLDER --model build/coder --out src/comity/data/models/coder.onnx
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from encoder import HEADS, TYPES, PairCoder, load_base, load_tokenizer
from onnxruntime.quantization import QuantType, quantize_dynamic


class Exported(torch.nn.Module):
    """The network with the features of its last layer but one beside the scores, which `comity train` learns from."""

    def __init__(self, model: PairCoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, ...]:
        pooled = self.model.pooled(ids, types)
        return (*self.model.scores(pooled), pooled)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--calibration", type=Path, help="what `calibrate.py` wrote")
    options.add_argument("--out", type=Path, required=True)
    asked = options.parse_args()
    model = PairCoder(load_base(asked.base))
    model.load_state_dict(torch.load(asked.model / "model.pt"))
    model.eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    types = torch.arange(16).remainder(TYPES).repeat(2, 1)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Exported(model),
            (ids, types),
            str(whole),
            input_names=["ids", "types"],
            output_names=[*HEADS, "features"],
            dynamic_axes={n: {0: "pairs", 1: "tokens"} for n in ("ids", "types")}
            | {n: {0: "pairs"} for n in (*HEADS, "features")},
            opset_version=17,
            dynamo=False,
        )
        # Of 7 bits: where a processor adds products in 16 bits (AVX2), 8 run over, and the answers are other ones there.
        quantize_dynamic(whole, asked.out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    file = onnx.load(asked.out)
    about = json.loads((asked.model / "about.json").read_text("utf-8"))
    if asked.calibration:
        told = json.loads(asked.calibration.read_text("utf-8"))
        about |= {"calibration": told["weights"], "ece": told["ece"], "reliability": told["reliability"]}
    tokenizer = load_tokenizer(asked.base)
    for key, value in {
        "tokenizer": tokenizer.to_str(),
        "labels": json.dumps(HEADS),
        "about": json.dumps(about),
    }.items():
        entry = file.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(file, asked.out)
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
