using System.Text;
using StreamEngine.Config;
using StreamEngine.Expressions;

namespace StreamEngine.Graph;

/// <summary>
/// Gives the values of <c>$param</c>, <c>env:NAME</c> and <c>secret:NAME</c>: whole scalars are typed values; inside a path or string <c>$name</c> or <c>$(name)</c> joins text
/// (DESIGN § 3 rule 3). Parsing comes first, so a value never changes the shape of the file.
/// </summary>
internal sealed class ValueResolver
{
    private readonly IReadOnlyDictionary<string, ParamValue> _params;
    private readonly IReadOnlyList<string> _declared;
    private readonly IReadOnlySet<string> _secrets;
    private readonly BindSettings _settings;
    private readonly Problems _problems;
    private bool _broken;

    public ValueResolver(IReadOnlyDictionary<string, ParamValue> values, IEnumerable<string> declared, IReadOnlySet<string> secrets, BindSettings settings, Problems problems)
    {
        _params = values;
        _declared = [.. declared];
        _secrets = secrets;
        _settings = settings;
        _problems = problems;
        Constants = values.Select(v => (v.Key, Value: v.Value.Constant())).Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!);
    }

    /// <summary>The params as expressions see them.</summary>
    public IReadOnlyDictionary<string, ConstantValue> Constants { get; }

    /// <summary>The params with their values.</summary>
    public IReadOnlyDictionary<string, ParamValue> Params => _params;

    /// <summary>These values and one more: a variable of <c>for_each</c>.</summary>
    public ValueResolver With(string name, ParamValue value) =>
        new(new Dictionary<string, ParamValue>(_params, StringComparer.Ordinal) { [name] = value }, [.. _declared, name], _secrets, _settings, _problems);

    /// <summary>Whether a param or variable of this name is declared.</summary>
    public bool Declares(string name) => _declared.Contains(name);

    /// <summary>The value that a scalar <c>$name</c> stands for; null, reported here or before, when there is none.</summary>
    public ParamValue? Find(YamlScalar scalar, string name) => Param(scalar, name, 0, scalar.Value.Length);

    /// <summary>Whether a value was missing since the last call for a reason reported elsewhere.</summary>
    public bool TakeBroken()
    {
        var broken = _broken;
        _broken = false;
        return broken;
    }

    /// <summary>What a scalar stands for; null when it is no reference.</summary>
    public ScalarValue? Substitute(YamlScalar scalar, Type wanted)
    {
        var text = scalar.Value;
        if (!scalar.Quoted && text.StartsWith('$') && PipelineNames.IsNode(text[1..]))
        {
            return Param(scalar, text[1..], 0, text.Length) is { } value ? new ScalarValue(Typed(value)) : Broken();
        }

        if (!scalar.Quoted && (text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("secret:", StringComparison.Ordinal)))
        {
            return Outside(scalar, wanted);
        }

        var joins = wanted == typeof(string) || wanted == typeof(FilePath);
        return joins && text.Contains('$', StringComparison.Ordinal) ? new ScalarValue(Join(scalar)) : null;
    }

    private static object Typed(ParamValue value)
    {
        object Plain(int i) => value.Values[i] is DateTimeOffset ? value.Texts[i] : value.Values[i];
        return value.Type.IsList ? Enumerable.Range(0, value.Values.Count).Select(Plain).ToList() : Plain(0);
    }

    private ParamValue? Param(YamlScalar scalar, string name, int start, int length)
    {
        if (_params.TryGetValue(name, out var value))
        {
            return value;
        }

        if (_declared.Contains(name))
        {
            _broken = true;
        }
        else
        {
            _problems.Add(GraphCodes.UnknownParam, scalar.At(start, length), null, $"there is no param '{name}'", Nearest.Question(name, _declared) ?? "declare it under params");
        }

        return null;
    }

    private ScalarValue Outside(YamlScalar scalar, Type wanted)
    {
        var colon = scalar.Value.IndexOf(':', StringComparison.Ordinal);
        var name = scalar.Value[(colon + 1)..];
        var isSecret = scalar.Value[..colon] == "secret";
        if (!_secrets.Contains(name))
        {
            _problems.Add(GraphCodes.UndeclaredSecret, scalar.Span, null, $"{ProblemText.Quote(scalar.Value)} is not declared", Nearest.Question(name, _secrets) is { Meant: { } meant } near ? Suggestion.Replace(near.Text, scalar.Value, scalar.Value[..(colon + 1)] + meant) : $"add {(name.Length > 60 ? "the name" : name)} under secrets");
            return Broken();
        }

        if (isSecret && wanted != typeof(Secret))
        {
            _problems.Add(GraphCodes.SecretInPlain, scalar.Span, null, $"{ProblemText.Quote(scalar.Value)} may only go to an option of type secret", "use env: if the value may be seen");
            return Broken();
        }

        if (_settings.Environment(name) is { } value)
        {
            if (!isSecret)
            {
                return new ScalarValue(value);
            }

            var secret = new Secret(value);
            _settings.SecretRead(secret);
            return new ScalarValue(secret);
        }

        _problems.Add(GraphCodes.EnvNotSet, scalar.Span, null, $"the environment has no {ProblemText.Quote(name)}", "set it before the run");
        return Broken();
    }

    private ScalarValue Broken()
    {
        _broken = true;
        return ScalarValue.Broken;
    }

    private string Join(YamlScalar scalar)
    {
        var text = scalar.Value;
        var joined = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '$')
            {
                joined.Append(text[i++]);
                continue;
            }

            var bracketed = i + 1 < text.Length && text[i + 1] == '(';
            var start = i + (bracketed ? 2 : 1);
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            var name = text[start..end];
            if (name.Length == 0)
            {
                _problems.Add(GraphCodes.UnknownParam, scalar.At(i, 1), null, "'$' starts the name of a param and none follows", "write $name or $(name)");
                _broken = true;
                return text;
            }

            end += bracketed && end < text.Length && text[end] == ')' ? 1 : 0;
            if (Param(scalar, name, i, end - i) is { } value)
            {
                joined.Append(string.Join(',', value.Texts));
            }

            i = end;
        }

        return joined.ToString();
    }
}
