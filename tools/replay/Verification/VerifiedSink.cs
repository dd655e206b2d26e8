using System.Security.Cryptography;
using System.Text;
using StreamEngine.Arrow;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>
/// A sink under verification. It takes the hash of the rows it is given and passes them on to the sink it stands for, when that writes files, into a folder of the run; any other is left alone. The rows are
/// kept as a recording, so that what differs can be shown.
/// </summary>
internal sealed class VerifiedSink : Sink
{
    private const string Rows = "rows.arrow";

    private readonly string _folder;
    private readonly Sink? _inner;
    private ContentHash? _content;
    private FileStream? _file;
    private ArrowWriter? _tape;

    /// <param name="node">The node of the sink.</param>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="latenessNs"><c>time.lateness</c> of the pipeline.</param>
    public VerifiedSink(BoundNode node, string folder, long latenessNs)
    {
        _folder = folder;
        Node = node.Name;
        var files = node.Options!.GetType().GetProperties().Where(p => p.PropertyType == typeof(FilePath)).ToList();
        if (files.Count > 0)
        {
            var options = node.Options.GetType().GetMethod("<Clone>$")!.Invoke(node.Options, null)!;
            foreach (var file in files)
            {
                file.SetValue(options, new FilePath(Path.Combine(folder, Path.GetFileName(((FilePath)file.GetValue(options)!).Path))));
            }

            _inner = (Sink)node.Verb!.Create(options);
            _inner.Bind(new BindScope(node.Name, [new BoundInput("in", Input(node))], node.Key, latenessNs, (_, code, message, _) => throw new InvalidOperationException($"{code}: {message}")));
        }
    }

    /// <summary>Name of the node.</summary>
    public string Node { get; }

    /// <summary>The rows as a recording, when the run is over.</summary>
    public string Recording => Path.Combine(_folder, Rows);

    /// <summary>What the sink was given and wrote; complete when the run is over.</summary>
    public SinkOutcome? Outcome { get; private set; }

    /// <summary>Schema of the rows a sink is given: behind its <c>select</c>.</summary>
    public static Schema Input(BoundNode node) => node.Select?.Output ?? node.Inputs[0].Schema!;

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        Directory.CreateDirectory(_folder);
        _content = new ContentHash(context.Input);
        _file = File.Create(Recording);
        _tape = new ArrowWriter(_file, context.Input, ArrowFraming.File, stamps: !context.Input.Has(MetadataKeys.StampRole));
        return _inner?.Open(context, stop) ?? ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        _content!.Add(rows);
        _tape!.Write(rows);
        return _inner?.Write(rows, stop) ?? ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask Complete()
    {
        if (_inner is not null)
        {
            await _inner.Complete();
        }

        _tape!.Complete();
        _file!.Dispose();
        var bytes = _inner is null ? null : FileBytes();
        Outcome = new SinkOutcome(Node, _content!.Rows, _content.Hex(), bytes);
        Close();
    }

    /// <inheritdoc/>
    public override async ValueTask Abandon()
    {
        if (_inner is not null)
        {
            await _inner.Abandon();
        }

        Close();
    }

    private void Close()
    {
        _content?.Dispose();
        _tape?.Dispose();
        _file?.Dispose();
    }

    /// <summary>Hash of the files the sink wrote, with their names.</summary>
    private string FileBytes()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(path => path != Recording).Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            all.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(_folder, path) + "\n"));
            all.AppendData(SHA256.HashData(file));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
