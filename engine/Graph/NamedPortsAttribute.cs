namespace StreamEngine.Graph;

/// <summary>On an options record: ports that the file names. Each name in a map option is a port, in the order of the map, before the ports declared by <see cref="PortAttribute"/>.</summary>
/// <param name="option">The option, a map.</param>
/// <param name="summary">What comes out of such a port, one sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedPortsAttribute(string option, string summary) : Attribute
{
    /// <summary>The option whose names are ports.</summary>
    public string Option => option;

    /// <summary>What comes out of such a port, one sentence.</summary>
    public string Summary => summary;
}
