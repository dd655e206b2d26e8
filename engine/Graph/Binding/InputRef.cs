using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>One name in <c>from</c>, as written: <c>node</c>, <c>node.port</c>, <c>node($s)</c> or <c>node($s).port</c>.</summary>
/// <param name="Role">Its role, or null outside a map.</param>
/// <param name="Node">Name of the node.</param>
/// <param name="Port">Name of the port, or null.</param>
/// <param name="Scalar">Where it stands.</param>
internal sealed record InputRef(string? Role, string Node, string? Port, YamlScalar Scalar)
{
    /// <summary>The values between brackets, which pick one of the nodes that <c>for_each</c> made; null without brackets.</summary>
    public IReadOnlyList<string>? Pick { get; init; }

    /// <summary>Whether <see cref="Node"/> is the name in the whole pipeline already, so that there is nothing to look up.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Where the name is looked up; null for the scope of the node that reads.</summary>
    public NodeScope? LookedUpIn { get; init; }

    /// <summary>The place of the node's name.</summary>
    public Span NodeSpan { get; init; } = Scalar.Span;

    /// <summary>The place of the role; that of the name outside a map.</summary>
    public Span RoleSpan { get; init; } = Scalar.Span;

    /// <summary>The place of the port's name.</summary>
    public Span PortSpan { get; init; } = Scalar.Span;

    /// <summary>Takes a name apart.</summary>
    public static InputRef Parse(string? role, YamlScalar scalar)
    {
        var text = scalar.Value;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf(')', open);
        var dot = text.IndexOf('.', close < 0 ? 0 : close);
        var nameEnd = close >= 0 ? open : dot < 0 ? text.Length : dot;
        return new InputRef(role, text[..nameEnd], dot < 0 ? null : text[(dot + 1)..], scalar)
        {
            Pick = close < 0 ? null : text[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries),
            NodeSpan = scalar.At(0, nameEnd),
            PortSpan = dot < 0 ? scalar.Span : scalar.At(dot + 1, text.Length - dot - 1),
        };
    }
}
