namespace StreamEngine.Graph;

/// <summary>On an options record: an output port. Without any, the operator has one main port without a name. <c>error</c>, <c>late</c> and <c>rejected</c> carry <c>dead/1</c> rows; <c>error</c> need not be declared.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PortAttribute(string name, string summary) : Attribute
{
    /// <summary>Port name; empty for the main port.</summary>
    public string Name => name;

    /// <summary>What comes out, one sentence.</summary>
    public string Summary => summary;
}
