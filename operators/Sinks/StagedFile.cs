using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Sinks;

/// <summary>A file that is written beside its name (<c>name.tmp</c>) and takes the name, whole and on disk, when it is published. Until then an older file of the name stays as it is.</summary>
internal sealed class StagedFile
{
    private const int Buffer = 1 << 18;

    private readonly string _path;
    private readonly string _staging;

    private StagedFile(string path, string staging, FileStream stream)
    {
        _path = path;
        _staging = staging;
        Stream = stream;
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Starts a file; folders are made.</summary>
    /// <exception cref="IOException">It cannot be made; the message names node and path.</exception>
    public static StagedFile Create(string node, FilePath target)
    {
        var path = target.Path;
        var staging = path + ".tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return Directory.Exists(path)
                ? throw new IOException("it is a folder; name a file in it")
                : new StagedFile(path, staging, new FileStream(staging, FileMode.Create, FileAccess.Write, FileShare.Read, Buffer));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"{node}: cannot write '{path}': {refused.Message}", refused);
        }
    }

    /// <summary>All is written: puts it on the disk, then gives it its name.</summary>
    public void Publish()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_staging, _path, overwrite: true);
    }

    /// <summary>All is written: puts it and the file of its types on the disk, then gives both their names; without types, a file of types of an older file is removed.</summary>
    public void Publish(SchemaFile? types)
    {
        var path = SchemaFile.PathOf(_path);
        if (types is null)
        {
            File.Delete(path);
        }
        else
        {
            using (var stream = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(types.Text()));
                stream.Flush(flushToDisk: true);
            }

            File.Move(path + ".tmp", path, overwrite: true);
        }

        Publish();
    }

    /// <summary>Takes the file away.</summary>
    public void Discard()
    {
        Stream.Dispose();
        File.Delete(_staging);
    }
}
