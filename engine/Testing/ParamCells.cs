using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Puts the values of params in the place of <c>$name</c> in rows of a case.</summary>
internal sealed class ParamCells(IReadOnlyDictionary<string, ParamValue> values, Problems problems)
{
    /// <summary>The value as if it were written; null when there is no such param (reported).</summary>
    public YamlNode? Of(YamlNode node)
    {
        if (node is not YamlScalar { Quoted: false } scalar || !scalar.Value.StartsWith('$') || !PipelineNames.IsNode(scalar.Value[1..]))
        {
            return node;
        }

        if (!values.TryGetValue(scalar.Value[1..], out var value))
        {
            problems.Add(GraphCodes.UnknownParam, scalar.Span, null, $"there is no param '{scalar.Value[1..]}'", Nearest.Question(scalar.Value[1..], values.Keys) ?? "declare it under params");
            return null;
        }

        var texts = value.Texts.Select(t => new YamlScalar(t, ScalarStyle.Plain, scalar.Span)).ToList();
        return value.Type.IsList ? new YamlList(texts, scalar.Span) : texts[0];
    }
}
