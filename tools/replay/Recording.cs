using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sources;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using StreamEngine.Sources.Recorder;

namespace StreamEngine.Replay;

/// <summary>Opens recordings, in a file or in a folder that <c>replay record</c> wrote. What a file is is told by its content; of text files of rows, the types by the schema file beside it, by the caller, or by the values.</summary>
public static class Recording
{
    private const int HeadBytes = 1 << 16;

    private const string OwnTime = "timestamp";

    /// <summary>Opens a recording.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, or is no recording.</exception>
    public static async Task<IBatchRecording> Open(string file, RecordingOptions? options = null)
    {
        options ??= new RecordingOptions();
        if (options.Mapping is not null)
        {
            return Mapping.Open(file, options.Mapping);
        }

        if (Directory.Exists(file))
        {
            return new FolderRecording(file);
        }

        var head = RecordingFile.Head(file, HeadBytes);
        if (head.AsSpan().StartsWith("ARROW1"u8) || head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0xFF]))
        {
            return head[0] == 0xFF ? new ArrowRecording(file, isStream: true) : new ArrowFileRecording(file);
        }

        if (head.AsSpan().StartsWith("PAR1"u8))
        {
            throw new IOException($"'{file}' is Parquet, which is not read: convert it to Arrow, CSV or JSON Lines first");
        }

        var text = head.AsMemory(head.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        if (IsFrame(text.Span) || CaptureForms.Of(text.Span) != CaptureForm.Plain)
        {
            return new SourceRecording(file, "capture of raw venue frames", () => new CaptureFile(new CaptureFileOptions { Files = [new FilePath(file)] }));
        }

        var beside = SchemaFile.PathOf(file);
        var types = options.Schema is { } given ? new SchemaFile(given, null) : File.Exists(beside) ? SchemaFile.Read(beside) : null;
        if (text.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
        {
            var line = text.Span.IndexOf((byte)'\n') is >= 0 and var end ? text.Span[..end] : text.Span;
            return line.TrimEnd(" \t\r,"u8).Length > 1 || types is not null ? new JsonlRecording(file, types ?? await GuessedTypes.OfJsonl(file), types is null) : throw Document(file);
        }

        if (types is null && text.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            throw Document(file);
        }

        return types is not null ? new CsvRecording(file, types, isGuessed: false, hasComments: !File.Exists(beside)) : OpenCsv(file, text);
    }

    private static IOException Document(string file) =>
        new($"'{file}' is one JSON document, not a row a line: --mapping with 'jsonl_file: {{ array: PATH, … }}' says where its rows are");

    /// <summary>Opens CSV that nothing is said about: dumps of known makers, then files with a header whose time is recognised, then any with a header.</summary>
    private static IBatchRecording OpenCsv(string file, ReadOnlyMemory<byte> head)
    {
        var lines = Encoding.UTF8.GetString(head.Span).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var guess = head.Length == 0 || head.Span.ContainsAnyInRange((byte)0, (byte)8) ? new CsvGuess(null, "")
            : CsvGuesser.Guess(lines.Count > 1 ? lines[..^1] : lines, file);
        if (guess.Options is { } known && (known.Format is not null || known.Schema is not null || known.Columns.GetValueOrDefault("ts")?.From != OwnTime))
        {
            return new SourceRecording(file, $"CSV: {guess.Reason}", () => new CsvFileSource(known), isGuessed: known.Format is null && known.Schema is null);
        }

        if (IsHeader(head.Span))
        {
            return new CsvRecording(file, GuessedTypes.OfCsv(file), isGuessed: true, hasComments: true);
        }

        throw new IOException($"'{file}' is {(head.Length == 0 ? "empty" : "no recording")}: neither Arrow, nor a capture (lines that start with a receive time), nor JSON Lines, nor CSV whose first line names the columns"
            + (guess.Reason.Length == 0 || !lines[0].Contains(',') || lines[0].Contains('{') ? "" : $" ({guess.Reason}); --mapping says how to read it"));
    }

    /// <summary>Whether text begins with a receive time, a blank and JSON.</summary>
    private static bool IsFrame(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is >= 10 and <= 19 && digits + 1 < text.Length && text[digits] == ' ' && text[digits + 1] is (byte)'{' or (byte)'[';
    }

    /// <summary>Whether the first line that is no comment has several values and none of them is a number.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> text)
    {
        while (text.StartsWith("#"u8))
        {
            var next = text.IndexOf((byte)'\n');
            text = next < 0 ? default : text[(next + 1)..];
        }

        var end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
        if (line.IndexOf((byte)',') < 0 || line.IndexOf((byte)'{') >= 0 || line.ContainsAnyInRange((byte)0, (byte)8))
        {
            return false;
        }

        foreach (var part in line.Split((byte)','))
        {
            if (double.TryParse(line[part], out _))
            {
                return false;
            }
        }

        return true;
    }
}
