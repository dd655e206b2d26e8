using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Conformance;

/// <summary>What examples call <c>$data</c> (files made from the standard streams), <c>$out</c> and <c>$redis</c> (a server with the stream <c>filled</c>).</summary>
public sealed class ExampleFolder : IDisposable
{
    /// <summary>A model of the features <c>bid_qty</c> and <c>ask_qty</c>: <c>lean = tanh((bid_qty − ask_qty) / 8)</c>, opset 16.</summary>
    private const string Lean =
        "CAgSDHN0cmVhbWVuZ2luZTqEAQoYCghmZWF0dXJlcwoBdxIBeiIGTWF0TXVsCg8KAXoSBGxlYW4iBFRhbmgSBGxlYW4qEwgCCAEQASIIAAAAPgAAAL5CAXdaHwoIZmVhdHVyZXMSEwoRCAESDQoHEgViYXRj"
        + "aAoCCAJiGwoEbGVhbhITChEIARINCgcSBWJhdGNoCgIIAUIECgAQEHIvChVzdHJlYW1lbmdpbmUuZmVhdHVyZXMSFlsiYmlkX3F0eSIsICJhc2tfcXR5Il0=";

    private static readonly Lazy<string> Made = new(MakeData);

    private readonly string _out = Directory.CreateTempSubdirectory("streamengine-").FullName;

    /// <summary>Params for the head of the file.</summary>
    public string Head => $"params:\n  data: {{ type: path, default: \"{Made.Value}\" }}\n  out: {{ type: path, default: \"{_out}\" }}\n  redis: {{ type: string, default: \"{ExampleRedis.Address}\" }}\ntime: {{ lateness: 5ms }}";

    /// <summary>The folder of <c>$data</c>.</summary>
    public static string Data => Made.Value;

    /// <summary>Starts what a text asks for by name: the Redis server.</summary>
    public static void Prepare(string text)
    {
        if (text.Contains("$redis", StringComparison.Ordinal))
        {
            ExampleRedis.Start();
        }
    }

    /// <summary>Files a sink wrote.</summary>
    public IEnumerable<string> Written() => Directory.EnumerateFiles(_out, "*", SearchOption.AllDirectories);

    /// <summary>Removes what was written.</summary>
    public void Clear()
    {
        foreach (var file in Written().ToList())
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_out, recursive: true);

    private static string MakeData()
    {
        var folder = Directory.CreateTempSubdirectory("streamengine-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var run = new ExampleRun(new OperatorRegistry(typeof(Sources.CaptureFile).Assembly, typeof(RowsSource).Assembly));
        foreach (var (name, rows) in ReferenceStreams.All)
        {
            run.Given(name, rows)
                .Nodes($"{name}_arrow: {{ from: {name}, arrow_file: {{ path: \"{folder}/{name}.arrow\" }} }}")
                .Nodes($"{name}_jsonl: {{ from: {name}, jsonl_file: {{ path: \"{folder}/{name}.jsonl\" }} }}")
                .Nodes($"{name}_csv: {{ from: {name}, csv_file: {{ path: \"{folder}/{name}.csv\" }} }}");
        }

        run.Execute(new RunOptions { Clock = TimeProvider.System });
        File.WriteAllLines(Path.Combine(folder, "frames.capture"), ReferenceStreams.All["frames"].Rows.Select(r => $"{r["ts"]} {r["text"]}"));
        File.WriteAllText(Path.Combine(folder, "instruments.csv"), "symbol,name,lot\nBTCUSDT,Bitcoin,0.001\nSOLUSDT,Solana,\n");
        File.WriteAllText(Path.Combine(folder, "eur.csv"), "# in euro\nZeit;Kurs;Gebühr;Dauer\n15.11.2023 09:00:00;1234,5;2,5;0,25\n15.11.2023 09:00:01;1234,75;k.A.;NULL\n");
        File.WriteAllBytes(Path.Combine(folder, "lean.onnx"), Convert.FromBase64String(Lean));
        return folder;
    }
}
