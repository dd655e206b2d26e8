using Microsoft.ML.OnnxRuntime;
using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>A model in ONNX Runtime: one thread, its nodes one after the other, and one shape, bound once to arrays that stay. A call allocates nothing.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly ModelFile _model;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly CallTensor[] _inputs;
    private readonly int _rows;

    /// <summary>Loads a model.</summary>
    /// <exception cref="ModelFileException">ONNX Runtime refuses it.</exception>
    public ModelSession(ModelFile model, ModelCall call)
    {
        _model = model;
        _rows = call.Rows;
        try
        {
            _session = ModelRuntime.Load(model.Bytes);
        }
        catch (OnnxRuntimeException refused)
        {
            throw Refused("ONNX Runtime does not load it", refused);
        }

        _binding = _session.CreateIoBinding();
        _inputs = [.. call.Inputs.Select(CallTensor.For)];
        Outputs = [.. call.Outputs.Select(CallTensor.For)];
        foreach (var input in Inputs)
        {
            _binding.BindInput(input.Layout.Name, input.Value);
        }

        foreach (var output in Outputs)
        {
            _binding.BindOutput(output.Layout.Name, output.Value);
        }
    }

    /// <summary>What a call is given.</summary>
    public IReadOnlyList<CallTensor> Inputs => _inputs;

    /// <summary>What a call answers.</summary>
    public IReadOnlyList<CallTensor> Outputs { get; }

    /// <summary>Whether a call that runs is to end at the next node of the graph, failing.</summary>
    public bool IsEnding
    {
        set => _run.Terminate = value;
    }

    /// <summary>Fills the rows of a call that are not given with its last one.</summary>
    public void Pad(int rows)
    {
        foreach (var input in _inputs)
        {
            input.Pad(rows);
        }
    }

    /// <summary>Calls the model; false, and why, when it fails.</summary>
    public bool TryRun(out string? problem)
    {
        try
        {
            _session.RunWithBinding(_run, _binding);
            problem = null;
            return true;
        }
        catch (OnnxRuntimeException failure)
        {
            problem = Words(failure);
            return false;
        }
    }

    /// <summary>Calls the model until what it makes on its first calls is made, and proves that its answer to a row is the same, bit for bit, at every place of a call and beside any other rows.</summary>
    /// <exception cref="ModelFileException">It cannot answer, or its answers depend on other rows.</exception>
    public void WarmUp()
    {
        var values = new WarmUpValues();
        foreach (var input in Inputs)
        {
            input.Draw(values);
        }

        var drawn = Inputs.Select(i => i.Copy()).ToList();
        var answers = Answers();
        if (_rows == 1)
        {
            return;
        }

        var step = 1;
        for (var turn = 0; turn < 4; turn++, step = (step * 3) + 1)
        {
            var by = step; // each row stands elsewhere, and beside others
            Check(drawn, answers, row => (row + by) % _rows);
        }

        foreach (var one in new[] { 0, _rows / 2, _rows - 1 })
        {
            Check(drawn, answers, _ => one); // one row at every place
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (var tensor in Inputs.Concat(Outputs))
        {
            tensor.Dispose();
        }

        _run.Dispose();
        _session.Dispose();
    }

    private void Check(List<byte[]> drawn, List<byte[]> answers, Func<int, int> source)
    {
        for (var i = 0; i < Inputs.Count; i++)
        {
            Inputs[i].Place(drawn[i], source);
        }

        var got = Answers();
        for (var o = 0; o < got.Count; o++)
        {
            for (var row = 0; row < _rows; row++)
            {
                if (!Outputs[o].AreSame(got[o], row, answers[o], source(row)))
                {
                    throw new ModelFileException(ModelErrors.Mixes, $"model {ProblemText.Quote(_model.Path)}: its answer to a row ('{Outputs[o].Layout.Name}') depends on the other rows of a call of {ModelScan.Count(_rows)}", "write batch: 1");
                }
            }
        }
    }

    private List<byte[]> Answers() => TryRun(out var problem) ? [.. Outputs.Select(o => o.Copy())]
        : throw new ModelFileException(ModelErrors.Refused, $"model {ProblemText.Quote(_model.Path)}: a call of {ModelScan.Count(_rows)} rows fails: {problem}");

    private ModelFileException Refused(string what, OnnxRuntimeException failure) => new(ModelErrors.Refused, $"model {ProblemText.Quote(_model.Path)}: {what}: {Words(failure)}");

    private static string Words(OnnxRuntimeException failure) => failure.Message.ReplaceLineEndings(" ");
}
