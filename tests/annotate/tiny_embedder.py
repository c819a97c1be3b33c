"""An embedder of a few words in ONNX, made for a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

# Words of one meaning have one direction.
WORDS: Mapping[str, Sequence[float]] = {
    "[PAD]": (9, 9, 9),
    "[UNK]": (0, 0, 1),
    "shelled": (1, 0, 0),
    "bombed": (2, 0, 0),
    "voted": (0, 1, 0),
}
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def write(
    folder: Path,
    *,
    inputs: Sequence[str] = INPUTS,
    output: str = "last_hidden_state",
    graph: str = "model.onnx",
    words: Mapping[str, Sequence[float]] = WORDS,
) -> Path:
    """Write the graph and its tokenizer; ``sentence_embedding`` is the mean of the vectors, without their mask."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = output == "sentence_embedding"
    table = numpy_helper.from_array(np.array(list(words.values()), np.float32), "table")
    nodes = [helper.make_node("Gather", ["table", inputs[0]], ["pieces" if whole else output])]
    if whole:
        nodes.append(helper.make_node("ReduceMean", ["pieces"], [output], axes=[1], keepdims=0))
    made = helper.make_model(
        helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "pieces"]) for name in inputs],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)],
            [table],
        ),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=9,
    )
    (folder / graph).parent.mkdir(exist_ok=True)
    onnx.save(made, str(folder / graph))
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
