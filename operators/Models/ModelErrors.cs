using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>What is refused of models, and of what they answer.</summary>
[ErrorFamily]
public static class ModelErrors
{
    /// <summary>The file is not there, or cannot be opened.</summary>
    public static readonly ErrorCode Unreadable = new("SE5001", "a model that cannot be read",
        "The file of the model does not exist, or may not be read.",
        "Correct the path; it is taken from the folder the command is run in.",
        "onnx: { model: models/alpa.onnx, output: { score: float32 } }",
        "onnx: { model: models/alpha.onnx, output: { score: float32 } }");

    /// <summary>The file is no ONNX file, or not all of one.</summary>
    public static readonly ErrorCode Damaged = new("SE5002", "no whole ONNX file",
        "The bytes of the file do not have the form of an ONNX model: it is something else, was cut off, or was changed on the way.",
        "Export the model again, or copy it again.",
        "onnx: { model: models/alpha.pt, output: { score: float32 } }",
        "onnx: { model: models/alpha.onnx, output: { score: float32 } }");

    /// <summary>Format or operators are of a version that is not run.</summary>
    public static readonly ErrorCode Version = new("SE5003", "a version that is not run",
        "An ONNX file says the version of its format (IR) and of the operators it uses (opset). Only a range of each is run.",
        "Export the model for a version in the range.",
        "torch.onnx.export(model, x, 'alpha.onnx', opset_version=6)",
        "torch.onnx.export(model, x, 'alpha.onnx', opset_version=16)");

    /// <summary>Weights lie in another file.</summary>
    public static readonly ErrorCode Outside = new("SE5004", "a model that is not all in its file",
        "An ONNX file can name other files that hold its weights. Such files are not read: a model file could name any file of the machine.",
        "Save the model as one file.",
        "onnx.save(model, 'alpha.onnx', save_as_external_data=True)",
        "onnx.save(model, 'alpha.onnx')");

    /// <summary>An operator that is not of ONNX itself, is not bounded, or not repeatable.</summary>
    public static readonly ErrorCode Foreign = new("SE5005", "an operator that is not run",
        "Models are run with the operators of ai.onnx and ai.onnx.ml, without those that draw random numbers or may go on for ever.",
        "Export the model without that operator.",
        "com.microsoft.FusedMatMul in the graph",
        "MatMul in the graph");

    /// <summary>Nothing says which features the model takes, in which order.</summary>
    public static readonly ErrorCode Unnamed = new("SE5006", "a model that does not name its features",
        "A model takes its features by position. Which feature stands where is said by streamengine.features in its metadata, or by the card beside it (alpha.card.md for alpha.onnx); without that nobody can tell a swapped order.",
        "Write the names, in the order of training, into the card or the metadata.",
        "models/alpha.onnx alone, with an input features: float32[?, 2]",
        "models/alpha.card.md with a block ```json model that says { \"features\": [\"edge_bps\", \"imbalance\"] }");

    /// <summary>The columns stand in another order than the model's features.</summary>
    public static readonly ErrorCode Order = new("SE5007", "not the order of the model",
        "The columns of 'input' are the model's features, in another order. It would run, and every score would be wrong.",
        "Write them in the order of the model; --fix does so.",
        "onnx: { model: models/alpha.onnx, input: [imbalance, edge_bps], output: { score: float32 } }",
        "onnx: { model: models/alpha.onnx, input: [edge_bps, imbalance], output: { score: float32 } }");

    /// <summary>The columns are not the model's features.</summary>
    public static readonly ErrorCode Features = new("SE5008", "not the features of the model",
        "The columns of 'input' are not the features the model was trained on: one is missing, or one is not the model's.",
        "Name the model's features, renaming columns with select where they are called otherwise; or leave 'input' out.",
        "onnx: { model: models/alpha.onnx, input: [edge_bps], output: { score: float32 } }",
        "onnx: { model: models/alpha.onnx, input: [edge_bps, imbalance], output: { score: float32 } }");

    /// <summary>An input or output has a type or shape that rows cannot be.</summary>
    public static readonly ErrorCode Tensor = new("SE5009", "a type or shape that rows cannot have",
        "A model is given float32, float64, int32 or int64 tensors whose first dimension is the rows and whose others are said by the file, and answers the same.",
        "Export the model with such inputs and outputs.",
        "an input image: float16[1, 3, ?, ?]",
        "an input features: float32[?, 16]");

    /// <summary>A result that the model does not have, or not as this type.</summary>
    public static readonly ErrorCode Output = new("SE5010", "not what the model answers",
        "The names of 'output' are those of the model's results: of its outputs, or of streamengine.outputs where one output holds several. A type may be wider than the model's, never narrower.",
        "Name results of the model, with their types.",
        "output: { scores: float32 }",
        "output: { score: float32 }");

    /// <summary>A column that may be null is fed to the model.</summary>
    public static readonly ErrorCode Nullable = new("SE5011", "a model input that may be null",
        "A model has no null. A column that may be null is filtered first, or filled with a value that the model was trained with.",
        "Write where: column is not null, or fill: value.",
        "from: x\nonnx: { model: models/alpha.onnx, output: { score: float32 } }",
        "from: x\nwhere: edge_bps is not null and imbalance is not null\nonnx: { model: models/alpha.onnx, output: { score: float32 } }");

    /// <summary>The file is not the one that was meant.</summary>
    public static readonly ErrorCode Hash = new("SE5012", "another model than the one meant",
        "The SHA-256 of the file is not the one that the pipeline or the card says.",
        "Put the right file there; or, when the model was changed on purpose, write its new hash.",
        "onnx: { model: models/alpha.onnx, sha256: 00…, output: { score: float32 } }",
        "onnx: { model: models/alpha.onnx, output: { score: float32 } }");

    /// <summary>Rows of a call, where the model says another number.</summary>
    public static readonly ErrorCode Batch = new("SE5013", "not the rows that a call of the model takes",
        "The first dimension of the model's inputs is a fixed number of rows; 'batch' must be that, or be left out.",
        "Remove batch, or export the model with an open first dimension.",
        "batch: 64 with an input features: float32[1, 2]",
        "no batch with an input features: float32[1, 2]");

    /// <summary>The runtime does not take the model.</summary>
    public static readonly ErrorCode Refused = new("SE5014", "a model that cannot be loaded",
        "The file has the form of a model, but ONNX Runtime cannot load it or cannot answer with it.",
        "Check it with onnx.checker, and export it again.",
        "a graph whose Gemm has weights of the wrong shape",
        "a graph that onnx.checker accepts");

    /// <summary>The answer to a row depends on the rows beside it.</summary>
    public static readonly ErrorCode Mixes = new("SE5015", "answers that depend on other rows",
        "Rows are scored together. The model's answer to a row changed when other rows stood beside it, or when it stood elsewhere among them, so results would depend on how batches were cut.",
        "Write batch: 1, so that each row is a call of its own; or export the model for inference (batch normalisation in training mode does this).",
        "onnx: { model: models/mean-over-batch.onnx, … }",
        "batch: 1\nonnx: { model: models/mean-over-batch.onnx, … }");

    /// <summary>The file is beyond what is read.</summary>
    public static readonly ErrorCode TooLarge = new("SE5016", "a model beyond the limits",
        "Size, nodes, nesting, dimensions and elements of a model are bounded, so that a file cannot exhaust the machine.",
        "Use a smaller model; docs/models.md lists the limits.",
        "a model of 300 MB",
        "a model of 200 MB");

    /// <summary>Metadata and card cannot be used.</summary>
    public static readonly ErrorCode Card = new("SE5017", "a card that cannot be used",
        "The card's block ```json model, or an entry streamengine.… of the model's metadata, is not what it must be; or both say something else of the same thing.",
        "Correct the card, or the metadata.",
        "{ \"features\": \"edge_bps, imbalance\" }",
        "{ \"features\": [\"edge_bps\", \"imbalance\"] }");

    /// <summary>An answer is no number.</summary>
    public static readonly ErrorCode NotFinite = new("SE9111", "a row the model has no number for",
        "The model answered NaN or infinity, which never stand on an edge; or a value is beyond the type the model takes. The row goes to port error.",
        "Look at the row in the dead letters: values far outside those of training are the usual cause. Bound them in front of the model with clip.",
        "score: { from: x, onnx: { model: models/log.onnx, … } }   # of a negative value",
        "score: { from: x, where: edge_bps > 0, onnx: { model: models/log.onnx, … } }");

    /// <summary>A call took longer than the deadline.</summary>
    public static readonly ErrorCode Deadline = new("SE9112", "a call of the model beyond its deadline",
        "One call of the model took longer than 'deadline'. Its rows go to port error. In a replay no clock is looked at, and they are answered.",
        "Raise deadline, or use a smaller model or a smaller batch.",
        "score: { from: x, deadline: 10us, onnx: { … } }",
        "score: { from: x, deadline: 50ms, onnx: { … } }");

    /// <summary>A call failed.</summary>
    public static readonly ErrorCode Call = new("SE9113", "a row the model fails on",
        "ONNX Runtime reported an error for this row, as an index outside a table of the model. The rows of the call were then asked one by one; the others are answered.",
        "Look at the row in the dead letters, and keep such values from the model with where.",
        "venue_id: 9 with a table of 8 venues",
        "where: venue_id < 8");
}
