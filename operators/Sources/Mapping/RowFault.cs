using System.Text;
using System.Text.Unicode;

namespace StreamEngine.Sources.Mapping;

/// <summary>Something in a file that is no row.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its byte in the line, from 1.</param>
/// <param name="Reason">What is wrong and what is allowed.</param>
/// <param name="Original">The record's bytes, up to 4 KiB; in base64 where they are not UTF-8.</param>
internal sealed record RowFault(long Line, long Column, string Reason, string Original)
{
    /// <summary>Most bytes that are kept of a record.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Bytes as a dead letter keeps them.</summary>
    public static string Keep(ReadOnlySpan<byte> record)
    {
        var head = record[..Math.Min(record.Length, HeadBytes)];
        return Utf8.IsValid(head) || (head.Length < record.Length && Utf8.IsValid(record)) ? Encoding.UTF8.GetString(head) : "base64:" + Convert.ToBase64String(head);
    }

    /// <summary>The place of a byte of a record that starts on a line.</summary>
    public static (long Line, long Column) Place(ReadOnlySpan<byte> record, int offset, long line)
    {
        var before = record[..Math.Min(offset, record.Length)];
        var lineStart = before.LastIndexOf((byte)'\n');
        return (line + before.Count((byte)'\n'), offset - lineStart);
    }
}
