using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Conformance;

/// <summary>What examples call <c>$data</c> (files made from the standard streams) and <c>$out</c>.</summary>
internal sealed class ExampleFolder : IDisposable
{
    private static readonly Lazy<string> Data = new(MakeData);

    private readonly TemporaryFolder _out = new();

    /// <summary>Params for the head of the file.</summary>
    public string Head => $"params:\n  data: {{ type: path, default: \"{Data.Value}\" }}\n  out: {{ type: path, default: \"{_out.Path}\" }}\ntime: {{ lateness: 5ms }}";

    /// <summary>Files a sink wrote.</summary>
    public IEnumerable<string> Written() => Directory.EnumerateFiles(_out.Path, "*", SearchOption.AllDirectories);

    /// <summary>Removes what was written.</summary>
    public void Clear()
    {
        foreach (var file in Written().ToList())
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _out.Dispose();

    private static string MakeData()
    {
        var folder = new TemporaryFolder().Path;
        var run = new PipelineRun();
        foreach (var (name, rows) in ReferenceStreams.All)
        {
            run.Given(name, rows.Schema, rows.Rows)
                .Nodes($"{name}_arrow: {{ from: {name}, arrow_file: {{ path: \"{folder}/{name}.arrow\" }} }}")
                .Nodes($"{name}_jsonl: {{ from: {name}, jsonl_file: {{ path: \"{folder}/{name}.jsonl\" }} }}")
                .Nodes($"{name}_csv: {{ from: {name}, csv_file: {{ path: \"{folder}/{name}.csv\" }} }}");
        }

        run.Execute();
        File.WriteAllLines(Path.Combine(folder, "frames.capture"), ReferenceStreams.All["frames"].Rows.Select(r => $"{r["ts"]} {r["text"]}"));
        return folder;
    }
}
