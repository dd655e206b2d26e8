using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>
/// Reads the attribute <c>for_each: { s: $symbols }</c>: the node is made once for each value, and once for each combination where there are several variables (the last one runs fastest).
/// </summary>
internal sealed class ForEach(Problems problems)
{
    private const int MostTurns = 10_000;

    /// <summary>The turns of a node; one without values when it has no <c>for_each</c>, none when something was reported.</summary>
    public IReadOnlyList<Turn> Read(YamlEntry node, NodeScope scope, out bool isMany)
    {
        isMany = node.Value is YamlMap body && body.TryGet("for_each", out _);
        if (!isMany)
        {
            return [new Turn([], scope)];
        }

        ((YamlMap)node.Value).TryGet("for_each", out var written);
        if (written!.Value is not YamlMap { Entries.Count: > 0 } variables)
        {
            if (!written.Value.IsBroken)
            {
                Report(node, GraphCodes.WrongShape, written.Value, $"'for_each' is a map from a variable to its values, this is {(written.Value.IsNull ? "nothing" : written.Value.Shown)}", "write for_each: { s: $symbols }");
            }

            return [];
        }

        IReadOnlyList<Turn> turns = [new Turn([], scope)];
        foreach (var variable in variables.Entries)
        {
            if (Values(node, variable, scope) is not { } values)
            {
                return [];
            }

            if ((long)turns.Count * values.Texts.Count > MostTurns)
            {
                Report(node, GraphCodes.TooMany, variable.Value, $"for_each makes {(long)turns.Count * values.Texts.Count} nodes; {MostTurns} are allowed", "use fewer values");
                return [];
            }

            turns = [.. turns.SelectMany(turn => Enumerable.Range(0, values.Texts.Count).Select(i => Next(turn, variable.Name, values, i)))];
        }

        return turns;
    }

    private static Turn Next(Turn turn, string name, ParamValue values, int i)
    {
        var value = new ParamValue(values.Type.Item, [values.Values[i]], [values.Texts[i]]);
        return new Turn([.. turn.Values, values.Texts[i]], turn.Scope.With(turn.Scope.Values.With(name, value)));
    }

    private ParamValue? Values(YamlEntry node, YamlEntry variable, NodeScope scope)
    {
        if (!PipelineNames.IsNode(variable.Name))
        {
            return Report(node, GraphCodes.BadName, variable.Key, $"{ProblemText.Quote(variable.Name)} cannot name a variable; a name has lower-case letters, digits and '_' and starts with a letter");
        }

        if (scope.Values.Declares(variable.Name))
        {
            return Report(node, GraphCodes.BadVariable, variable.Key, $"'{variable.Name}' is the name of a param already", "give the variable another name");
        }

        if (variable.Value.IsBroken)
        {
            return null;
        }

        var values = variable.Value switch
        {
            YamlScalar { Quoted: false, Value: ['$', .. var name] } reference => scope.Values.Find(reference, name),
            YamlList list when list.Items.All(i => i is YamlScalar { IsNull: false }) => Literals([.. list.Items.Select(i => ((YamlScalar)i).Value)]),
            _ => Report(node, GraphCodes.WrongShape, variable.Value, $"the values of '{variable.Name}' are a list or a param, this is {(variable.Value.IsNull ? "nothing" : variable.Value.Shown)}", $"write {variable.Name}: [a, b] or {variable.Name}: $param"),
        };
        if (values is null)
        {
            return null;
        }

        if (values.Texts.Count == 0)
        {
            return Report(node, GraphCodes.BadVariable, variable.Value, $"'{variable.Name}' has no values, so the node would not be there", "give it at least one value");
        }

        if (values.Texts.GroupBy(t => t).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return Report(node, GraphCodes.BadVariable, variable.Value, $"'{variable.Name}' has the value {ProblemText.Quote(twice.Key)} twice, and nodes are named by it", "leave one out");
        }

        return values.Texts.FirstOrDefault(t => t.Length is 0 or > 100 || t.Any(c => c is '(' or ')' or ',' || char.IsControl(c))) is { } odd
            ? Report(node, GraphCodes.BadVariable, variable.Value, $"'{variable.Name}' has the value {ProblemText.Quote(odd)}, which cannot be part of a node's name", "use values of at most 100 characters without brackets and commas")
            : values;
    }

    /// <summary>Values written out: of the narrowest type that reads them all.</summary>
    private static ParamValue Literals(IReadOnlyList<string> texts)
    {
        var type = new[] { "bool", "int64", "float64", "duration", "rate" }.Select(k => ParamType.Parse(k)!).FirstOrDefault(t => texts.All(text => t.Read(text, out _) is not null)) ?? ParamType.Parse("string")!;
        return new ParamValue(type, [.. texts.Select(t => type.Read(t, out _)!)], texts);
    }

    private ParamValue? Report(YamlEntry node, string code, YamlNode at, string message, Suggestion? help = null)
    {
        problems.Add(code, at.Span, node.Name, $"{node.Name}: {message}", help);
        return null;
    }
}
