using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Fixing;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Replay;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Makes a case from a stretch of recordings: the rows of each source, and what every sink then gets. It is added to <c>x.test.yaml</c> beside the pipeline.</summary>
internal sealed class RecordedCase(Terminal terminal, bool json, bool isDryRun)
{
    /// <summary>Most rows of such a case: it is to be read by people.</summary>
    public const int MostRows = 500;

    private readonly CaseRunner _runner = new(CaseRuns.Settings);

    private TextWriter Told => json ? terminal.Error : terminal.Out;

    /// <summary>Makes the case, shows what it adds, and writes it.</summary>
    /// <param name="pipeline">The pipeline's file.</param>
    /// <param name="recordings">Files, or <c>source=file</c>.</param>
    /// <param name="range">The stretch of stream time.</param>
    /// <param name="name">The name of the case; null for one after file and time.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The stretch holds no row, or too many; a recording fits no source.</exception>
    public async Task<int> Write(string pipeline, IReadOnlyList<string> recordings, TimeRange range, string? name)
    {
        if (new PipelineReader(new Dictionary<string, string>()).BindOrTell(pipeline, terminal) is not { } bound)
        {
            return ExitCodes.ConfigRefused;
        }

        var given = await Given(bound, recordings, range);
        if (given is null)
        {
            return ExitCodes.ConfigRefused;
        }

        var all = given.SelectMany(g => g.Rows).OrderBy(r => r.At).ToList();
        Bound(all, range);
        var path = CaseFile.Beside(pipeline);
        var before = File.Exists(path) ? FileText.Of(await File.ReadAllBytesAsync(path)) ?? throw new IOException($"'{path}' is no UTF-8 text") : new FileText("", HasMark: false);
        name ??= $"{Path.GetFileName(recordings[0].Split('=')[^1])} from {CaseTime.Text(all[0].At)}";
        var after = await Filled(path, before.Text, name, given);
        if (after is null)
        {
            return ExitCodes.TestsFailed;
        }

        Told.Write(TextDiff.Of(path, before.Text, after));
        if (!isDryRun)
        {
            Save(path, before, before with { Text = after });
        }

        Told.WriteLine(isDryRun ? $"{path}: nothing is written" : $"{path}: case {ProblemText.Quote(name)} with {Numbers.Counted(all.Count, "row")} written; read what it expects before you commit it");
        if (json)
        {
            terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["file"] = path, ["name"] = name, ["rows"] = all.Count, ["written"] = !isDryRun }));
        }

        return ExitCodes.Ok;
    }

    private static void Bound(List<CaseRow> rows, TimeRange range)
    {
        var stretch = $"from {(range.From is { } from ? CaseTime.Text(from) : "the start")} to {(range.To is { } to ? CaseTime.Text(to) : "the end")}";
        if (rows.Count == 0)
        {
            throw new UsageException($"there is no row {stretch}; replay inspect says when a recording starts and ends");
        }

        if (rows.Count > MostRows)
        {
            var next = rows[MostRows].At;
            throw new UsageException($"there are more than {MostRows} rows {stretch}; a case holds at most that many"
                + (next > rows[0].At ? $": narrow it, for instance with --from {Instant(rows[0].At)} --to {Instant(next)}" : $", and all of them stand at {CaseTime.Text(next)}"));
        }
    }

    /// <summary>A time as <c>--from</c> takes it.</summary>
    private static string Instant(long ns) => CaseTime.Text(ns) is var text && text.EndsWith('Z') ? text : ns.ToString(CultureInfo.InvariantCulture);

    private async Task<List<(string Port, Schema Schema, IReadOnlyList<CaseRow> Rows)>?> Given(BoundPipeline bound, IReadOnlyList<string> recordings, TimeRange range)
    {
        var read = bound.Nodes.SelectMany(n => n.Inputs).SelectMany(r => r.Ports).Where(p => p.Node.IsSource && !p.Node.Ports[p.Port].IsDead).Distinct().ToList();
        var given = new List<(string, Schema, IReadOnlyList<CaseRow>)>();
        foreach (var recording in recordings)
        {
            var (port, file) = Port(recording, read);
            var problems = new Problems();
            var slice = new FileSlice(file, new Span("--record", 1, 1, 1, 1)) { From = range.From ?? long.MinValue, To = range.To ?? long.MaxValue, Rows = MostRows + 1 };
            var schema = port.Node.Ports[port.Port].VerbSchema;
            if (await _runner.Slice(slice, schema, problems) is not { } rows)
            {
                foreach (var problem in problems.InOrder())
                {
                    terminal.Error.WriteLine($"--record {file}: error {problem.Code}: {problem.Message}");
                }

                return null;
            }

            given.Add((port.ToString(), schema, rows));
        }

        return given;
    }

    private static (PortRef Port, string File) Port(string recording, List<PortRef> read)
    {
        var sign = recording.IndexOf('=', StringComparison.Ordinal);
        var names = read.ConvertAll(p => p.ToString());
        if (sign > 0)
        {
            var asked = recording[..sign];
            return read.Find(p => p.ToString() == asked) is { } named ? (named, recording[(sign + 1)..])
                : throw new UsageException($"--record {recording}: there is no source {ProblemText.Quote(asked)}; {Nearest.Question(asked, names)?.Text ?? $"there are: {string.Join(", ", names)}"}");
        }

        return read is [var only] ? (only, recording)
            : throw new UsageException($"--record {recording}: the pipeline has several sources: {string.Join(", ", names)}; write --record {names.FirstOrDefault()}={recording}");
    }

    /// <summary>The file's text with the case in it, filled from a run; null when it then does not pass (told).</summary>
    private async Task<string?> Filled(string path, string before, string name, List<(string Port, Schema Schema, IReadOnlyList<CaseRow> Rows)> given)
    {
        var draft = Added(path, before, name, given);
        var result = await Run(path, draft, name);
        if (result is null)
        {
            return null;
        }

        var after = BlessedFile.Of(path, draft, [result]).After;
        if (await Run(path, after, name) is not { } again)
        {
            return null;
        }

        if (again.Status != CaseStatus.Passed)
        {
            terminal.Error.Write(CaseText.Of(again, colour: false));
            return null;
        }

        return after;
    }

    private async Task<CaseResult?> Run(string path, string text, string name)
    {
        var problems = new Problems();
        var file = CaseFile.Read(path, Encoding.UTF8.GetBytes(text), problems);
        var result = file is null || problems.HasErrors ? null : await _runner.Run(file, file.Cases.Single(c => c.Name == name), problems);
        PipelineReader.Tell(problems, terminal.Error, isTerminal: false, hasColour: false);
        return problems.HasErrors ? null : result;
    }

    private static string Added(string path, string before, string name, List<(string Port, Schema Schema, IReadOnlyList<CaseRow> Rows)> given)
    {
        if (before.Trim().Length == 0)
        {
            return "version: 1\ntests:\n" + Case("  ", name, given);
        }

        var problems = new Problems();
        var read = CaseFile.Read(path, Encoding.UTF8.GetBytes(before), problems);
        if (read is not { Cases: [.., var last] } || problems.HasErrors)
        {
            throw new UsageException($"{path} has no case to stand behind, or something is wrong with it; streamengine validate tells");
        }

        var lines = before.Split('\n').ToList();
        var dash = lines[last.Whole.Line - 1].IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || lines[last.Whole.Line - 1][..dash].Trim().Length > 0)
        {
            throw new UsageException($"the cases of {path} stand on one line; write them as a list, a line each");
        }

        var end = Math.Min(lines.Count, last.Whole.EndColumn <= 1 ? last.Whole.EndLine - 1 : last.Whole.EndLine);
        while (end > last.Whole.Line && lines[end - 1].Trim().Length == 0)
        {
            end--;
        }

        lines.InsertRange(end, Case(new string(' ', dash), name, given).TrimEnd('\n').Split('\n'));
        var text = string.Join('\n', lines);
        return text.EndsWith('\n') ? text : text + "\n";
    }

    private static string Case(string indent, string name, List<(string Port, Schema Schema, IReadOnlyList<CaseRow> Rows)> given)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{indent}- name: {RowYaml.Quoted(name)}\n{indent}  given:\n");
        foreach (var (port, schema, rows) in given)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}    {port}:{(rows.Count == 0 ? " []" : "")}\n");
            var at = long.MinValue;
            for (var i = 0; i < rows.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}      - {RowYaml.Of(rows[i], schema, WrittenRow.Columns(schema, rows[i], i + 1, at))}\n");
                at = Math.Max(at, rows[i].At);
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"{indent}  expect: {{}}\n").ToString();
    }

    private static void Save(string path, FileText before, FileText now)
    {
        if (File.Exists(path))
        {
            WholeFiles.Replace([(path, before, now)]);
            return;
        }

        File.WriteAllBytes(path + ".new", now.Bytes);
        File.Move(path + ".new", path);
    }
}
