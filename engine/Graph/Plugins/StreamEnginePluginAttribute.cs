namespace StreamEngine.Graph;

/// <summary>On an assembly: it holds operators for the engine, and was written against a version of the contract. <c>[assembly: StreamEnginePlugin(Contract = 1)]</c></summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class StreamEnginePluginAttribute : Attribute
{
    /// <summary>The contract of this engine: the public types operators are made of. Raised when one of them changes so that an older plug-in could not run.</summary>
    public const int Current = 1;

    /// <summary>The contract the assembly was written against.</summary>
    public int Contract { get; init; }
}
