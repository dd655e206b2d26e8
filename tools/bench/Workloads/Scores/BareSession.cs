using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using StreamEngine.Models;

namespace StreamEngine.Bench.Workloads.Scores;

/// <summary>ONNX Runtime called by hand: the settings and the one shape of the operator, two arrays bound once. Lives as long as the process.</summary>
internal sealed class BareSession
{
    /// <summary>Rows of a call, as the operator has them.</summary>
    public const int Rows = 64;

    private const int Alignment = 64;

    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly Microsoft.ML.OnnxRuntime.RunOptions _run = new();
    private readonly Memory<float> _features;
    private readonly Memory<float> _scores;

    /// <summary>Loads a model with one input of some features, and one output of one value.</summary>
    public BareSession(string model, int features)
    {
        _session = ModelRuntime.Load(File.ReadAllBytes(model));
        _binding = _session.CreateIoBinding();
        _features = Aligned(Rows * features);
        _scores = Aligned(Rows);
        var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _features, [Rows, features]);
        var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _scores, [Rows, 1]);
        _binding.BindInput(_session.InputNames[0], input);
        _binding.BindOutput(_session.OutputNames[0], output);
    }

    /// <summary>What the next call takes, row by row.</summary>
    public Span<float> Features => _features.Span;

    /// <summary>Calls the model.</summary>
    public ReadOnlySpan<float> Run()
    {
        _session.RunWithBinding(_run, _binding);
        return _scores.Span;
    }

    private static Memory<float> Aligned(int values)
    {
        var memory = GC.AllocateArray<float>(values + (Alignment / sizeof(float)), pinned: true);
        var start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) & (Alignment - 1)) / sizeof(float);
        return memory.AsMemory(start, values);
    }
}
