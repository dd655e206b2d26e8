using StreamEngine.Expressions;

namespace StreamEngine.Graph;

/// <summary>A parameter with its value.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Values">The value, or the items of a list.</param>
/// <param name="Texts">The same as written.</param>
public sealed record ParamValue(ParamType Type, IReadOnlyList<object> Values, IReadOnlyList<string> Texts)
{
    /// <summary>The value as expressions see it; null where they have no such type.</summary>
    public ConstantValue? Constant()
    {
        var typed = Values.Select(Type.Constant).ToList();
        if (typed.Exists(t => t is null))
        {
            return null;
        }

        var type = typed.Count > 0 ? typed[0]!.Value.Type : Data.ColumnType.String;
        return Type.IsList ? ConstantValue.List(type, [.. typed.Select(t => t!.Value.Value)]) : ConstantValue.Of(type, typed[0]!.Value.Value);
    }
}
