using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamEngine.Replay.Verification;

/// <summary>
/// The stored answer of a pipeline over a recording: what each sink is given, as hashes. Kept in a folder, with the rows as recordings beside the hashes, so that the first row that differs can be shown; kept in
/// a file (<c>.json</c>), the hashes alone.
/// </summary>
/// <param name="Subject">The pipeline or recording.</param>
/// <param name="Sinks">What each sink is given and writes.</param>
/// <param name="Folder">Where the rows are; null for hashes alone.</param>
public sealed record Golden(string Subject, IReadOnlyList<SinkOutcome> Sinks, string? Folder)
{
    private const string Hashes = "golden.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It is not there, or no such file.</exception>
    public static Golden Read(string path)
    {
        var isFile = IsFile(path);
        var file = isFile ? path : Path.Combine(path, Hashes);
        try
        {
            var root = JsonNode.Parse(File.ReadAllBytes(file))!;
            var sinks = root["sinks"]!.AsArray().Select(s => new SinkOutcome((string)s!["sink"]!, (long)s["rows"]!, (string)s["content"]!, (string?)s["bytes"])).ToList();
            return new Golden((string)root["of"]!, sinks, isFile ? null : path);
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new IOException($"'{file}' is no golden file: --write-golden makes one", odd);
        }
    }

    /// <summary>Writes it, with the rows where it is a folder.</summary>
    /// <param name="path">A file (<c>.json</c>) or a folder.</param>
    /// <param name="recordings">The rows of each sink, as recordings.</param>
    public void Write(string path, IReadOnlyDictionary<string, string> recordings)
    {
        var file = IsFile(path) ? path : Path.Combine(path, Hashes);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var root = new JsonObject
        {
            ["of"] = Subject,
            ["sinks"] = new JsonArray([.. Sinks.Select(s => new JsonObject { ["sink"] = s.Sink, ["rows"] = s.Rows, ["content"] = s.Content, ["bytes"] = s.Bytes })]),
        };
        File.WriteAllText(file, root.ToJsonString(Indented) + "\n");
        for (var i = 0; i < Sinks.Count && !IsFile(path); i++)
        {
            File.Copy(recordings[Sinks[i].Sink], Path.Combine(path, RowsName(i)), overwrite: true);
        }
    }

    /// <summary>The rows of a sink as a recording; null where only its hash is kept.</summary>
    public string? RowsOf(string sink)
    {
        var place = Sinks.ToList().FindIndex(s => s.Sink == sink);
        return Folder is null || place < 0 ? null : Path.Combine(Folder, RowsName(place));
    }

    private static bool IsFile(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string RowsName(int sink) => FormattableString.Invariant($"{sink + 1}.arrow");
}
