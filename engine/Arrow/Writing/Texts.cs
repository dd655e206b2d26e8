using System.Text;
using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>The two buffers of a utf8 array.</summary>
internal sealed class Texts
{
    private readonly ByteBuffer _offsets;
    private readonly ByteBuffer _bytes;

    /// <summary>No text.</summary>
    public Texts(string field)
    {
        _offsets = new ByteBuffer(field);
        _bytes = new ByteBuffer(field);
        Clear();
    }

    /// <summary>Texts so far.</summary>
    public int Count => _offsets.Length / sizeof(int) - 1;

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_bytes.Extend<byte>(utf8.Length));
        _offsets.Extend<int>(1)[0] = _bytes.Length;
    }

    /// <summary>Adds a text.</summary>
    public void Append(string text)
    {
        Encoding.UTF8.GetBytes(text, _bytes.Extend<byte>(Encoding.UTF8.GetByteCount(text)));
        _offsets.Extend<int>(1)[0] = _bytes.Length;
    }

    /// <summary>Adds consecutive texts of a column (empty where null).</summary>
    public void AppendRange(TextColumn source, int from, int count)
    {
        var offsets = source.Offsets.Slice(from, count + 1);
        var shift = _bytes.Length - offsets[0];
        var bytes = source.Utf8[offsets[0]..offsets[count]];
        bytes.CopyTo(_bytes.Extend<byte>(bytes.Length));
        var target = _offsets.Extend<int>(count);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = offsets[i + 1] + shift;
        }
    }

    /// <summary>Adds the buffers behind the validity bitmap.</summary>
    public void Lay(Body body)
    {
        body.Buffer(_offsets.Written);
        body.Buffer(_bytes.Written);
    }

    /// <summary>Forgets the texts.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _offsets.Clear();
        _offsets.Extend<int>(1)[0] = 0;
    }
}
