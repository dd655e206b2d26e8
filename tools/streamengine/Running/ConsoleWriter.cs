using System.Text;

namespace StreamEngine.Cli.Running;

/// <summary>Where console sinks print: takes the progress line away first.</summary>
internal sealed class ConsoleWriter(TextWriter inner, ProgressLine progress) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        progress.Erase();
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        progress.Erase();
        inner.Write(buffer, index, count);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        progress.Erase();
        inner.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        progress.Erase();
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
