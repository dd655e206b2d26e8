using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StreamEngine.Sources.Json;

/// <summary>A place in a JSON value: member names and positions, such as <c>data.k.o</c>, <c>b[0][1]</c> or <c>a['odd.name']</c>.</summary>
internal sealed class JsonPath
{
    private const int MaxSteps = 64;

    private readonly (byte[]? Name, int Index)[] _steps;

    private JsonPath(string text, (byte[]? Name, int Index)[] steps)
    {
        Text = text;
        _steps = steps;
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>How many names and positions it has.</summary>
    public int Count => _steps.Length;

    /// <summary>The name at a step; null for a position.</summary>
    public byte[]? Name(int step) => _steps[step].Name;

    /// <summary>Reads a path.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path)
    {
        path = null;
        var steps = new List<(byte[]? Name, int Index)>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '[')
            {
                var end = text.IndexOf(text.AsSpan(at).StartsWith("['", StringComparison.Ordinal) ? "']" : "]", at, StringComparison.Ordinal);
                if (end < 0)
                {
                    return false;
                }

                if (text[end] == '\'' && end >= at + 2)
                {
                    steps.Add((Encoding.UTF8.GetBytes(text[(at + 2)..end]), -1));
                    at = end + 2;
                }
                else if (int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    steps.Add((null, index));
                    at = end + 1;
                }
                else
                {
                    return false;
                }

                continue;
            }

            at += steps.Count > 0 && text[at] == '.' ? 1 : 0;
            var stop = text.AsSpan(at).IndexOfAny('.', '[');
            stop = stop < 0 ? text.Length : at + stop;
            if (stop == at)
            {
                return false;
            }

            steps.Add((Encoding.UTF8.GetBytes(text[at..stop]), -1));
            at = stop;
        }

        path = steps.Count is > 0 and <= MaxSteps ? new JsonPath(text, [.. steps]) : null;
        return path is not null;
    }

    /// <summary>The value at the path, from step <paramref name="skip"/> on; false when there is none.</summary>
    public bool TryFind(JsonElement root, int skip, out JsonElement found)
    {
        found = root;
        for (var i = skip; i < _steps.Length; i++)
        {
            var (name, index) = _steps[i];
            if (name is not null)
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                {
                    return false;
                }
            }
            else if (found.ValueKind == JsonValueKind.Array && index < found.GetArrayLength())
            {
                found = found[index];
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
