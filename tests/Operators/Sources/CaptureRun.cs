using System.IO.Compression;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Sources;
using StreamEngine.State;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>Captures in a folder of their own, and <c>capture_file</c> over them.</summary>
internal sealed class CaptureRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("capture").FullName;
    private readonly List<FilePath> _files = [];

    public List<string> Errors { get; } = [];

    public List<string> Originals { get; } = [];

    public List<int> BatchRows { get; } = [];

    /// <summary>Rows as <c>line ts at conn kind url text</c>, "-" for null.</summary>
    public List<string> Records { get; } = [];

    public string ReceiveTime { get; init; } = "auto";

    public long MaxFrame { get; init; } = 16 << 20;

    public CaptureRun File(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return Named(path);
    }

    public CaptureRun File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public CaptureRun Named(string path)
    {
        _files.Add(new FilePath(path));
        return this;
    }

    public string PathOf(int file) => _files[file].Path;

    public static byte[] Gzip(string content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return bytes.ToArray();
    }

    /// <summary>Rows as <c>file:line ts at text</c>. <paramref name="from"/> is a saved position; <paramref name="batches"/> ends the reading early.</summary>
    public (List<string> Rows, byte[] Position) Read(int batchMax = 1024, byte[]? from = null, int batches = int.MaxValue)
    {
        var source = new CaptureFile(new CaptureFileOptions { Files = _files, ReceiveTime = ReceiveTime, MaxFrame = new ByteSize(MaxFrame) });
        if (from is not null)
        {
            source.Load(new StateReader(new MemoryStream(from)));
        }

        var (symbols, pool) = (new SymbolTables(), new BufferPool(overwrite: true));
        var context = new SourceContext("x", [new PortWriter(Schemas.Frame, null, symbols, pool)], batchMax, symbols, pool, TimeProvider.System, new RowErrors(this));
        var rows = new List<string>();
        Collect(source, context, rows, batches).GetAwaiter().GetResult();
        using var state = new MemoryStream();
        source.Save(new StateWriter(state));
        return (rows, state.ToArray());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task Collect(CaptureFile source, SourceContext context, List<string> rows, int batches)
    {
        await foreach (var (batch, _) in source.Read(context, CancellationToken.None))
        {
            using (batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    rows.Add($"{Path.GetFileName((string)batch.Value("origin", i)!)}:{batch.Value("line", i)} {batch.Value("ts", i)} {batch.At(i)} {batch.Value("text", i)}");
                    Records.Add($"{batch.Value("line", i)} {batch.Value("ts", i)} {batch.At(i)} {batch.Value("conn", i) ?? "-"} {batch.Value("kind", i) ?? "-"} {batch.Value("url", i) ?? "-"} {batch.Value("text", i)}");
                    Assert.True(batch.At(i) <= batch.Frontier);
                }

                BatchRows.Add(batch.Count);
            }

            if (--batches == 0)
            {
                break;
            }
        }
    }

    private sealed class RowErrors(CaptureRun run) : IRowErrors
    {
        public void Report(long at, string code, string reason, string original)
        {
            run.Errors.Add($"{at} {code} {reason.Replace(run._folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
            run.Originals.Add(original);
        }
    }
}
