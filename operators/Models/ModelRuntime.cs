using Microsoft.ML.OnnxRuntime;

namespace StreamEngine.Models;

/// <summary>ONNX Runtime in this process: one environment that prints nothing, and one bounded arena that all models share.</summary>
internal static class ModelRuntime
{
    private static readonly Lock Gate = new();
    private static bool _isMade;

    /// <summary>Loads a model with the settings every model has.</summary>
    /// <exception cref="OnnxRuntimeException">It is refused.</exception>
    public static InferenceSession Load(byte[] model)
    {
        lock (Gate)
        {
            if (!_isMade)
            {
                Make();
                _isMade = true;
            }
        }

        using var settings = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        settings.AddSessionConfigEntry("session.use_env_allocators", "1");
        return new InferenceSession(model, settings);
    }

    private static void Make()
    {
        var options = new EnvironmentCreationOptions { logId = "streamengine", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var environment = OrtEnv.CreateInstanceWithOptions(ref options);
        using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var arena = new OrtArenaCfg(ModelLimits.Arena, 1, -1, -1); // grow by what is asked
        environment.CreateAndRegisterAllocator(memory, arena);
    }
}
