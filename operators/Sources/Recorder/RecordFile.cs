using System.Text;

namespace StreamEngine.Sources.Recorder;

/// <summary>A recorder's file, and how its lines are read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Form">How it is written.</param>
/// <param name="MaxText">Most bytes of a frame.</param>
internal sealed record RecordFile(string Path, CaptureForm Form, int MaxText)
{
    private const long LineRoom = 4096;
    private const long MostLine = 0x7FF0_0000;

    /// <summary>Bytes kept of a line that is refused.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Longest line: a frame with each character escaped, and what stands around it.</summary>
    public int MaxLine => (int)Math.Min(MostLine, (2L * MaxText) + LineRoom);

    /// <summary>Opens it from its start.</summary>
    public LineReader Open() => new(CaptureStream.Open(Path), MaxLine, HeadBytes);

    /// <summary>A line without the byte order mark of the first.</summary>
    public static ReadOnlySpan<byte> Content(LineReader lines, ReadOnlySpan<byte> line) =>
        lines.Number == 1 && line.StartsWith(Encoding.UTF8.Preamble) ? line[Encoding.UTF8.Preamble.Length..] : line;

    /// <summary>A reader of its lines.</summary>
    public IRecordForm NewForm() => Form == CaptureForm.Records ? new JsonRecordForm(MaxText) : new TextRecordForm(MaxText);
}
