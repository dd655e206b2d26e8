using System.Globalization;
using System.Text;

namespace StreamEngine.Redis;

/// <summary>A reply of a server, whole. Asking one for what it is not is a <see cref="RedisUnavailableException"/>: a server that answers otherwise than it must cannot be used.</summary>
public sealed class RespReply
{
    /// <summary>Nothing.</summary>
    public static readonly RespReply Null = new(RespKind.Null, [], 0, []);

    private readonly byte[] _bytes;
    private readonly long _number;
    private readonly IReadOnlyList<RespReply> _items;

    private RespReply(RespKind kind, byte[] bytes, long number, IReadOnlyList<RespReply> items)
    {
        Kind = kind;
        _bytes = bytes;
        _number = number;
        _items = items;
    }

    /// <summary>What it is.</summary>
    public RespKind Kind { get; }

    /// <summary>The bytes of a text or an error.</summary>
    public ReadOnlyMemory<byte> Bytes => Kind is RespKind.Text or RespKind.Error ? _bytes : throw Not("a text");

    /// <summary>A text or an error as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>A number, also one that comes as a text.</summary>
    public long Number => Kind == RespKind.Number ? _number
        : Kind == RespKind.Text && long.TryParse(_bytes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Not("a number");

    /// <summary>The replies of a list.</summary>
    public IReadOnlyList<RespReply> Items => Kind == RespKind.List ? _items : throw Not("a list");

    /// <summary>Whether the command was refused.</summary>
    public bool IsError => Kind == RespKind.Error;

    /// <summary>Whether it was refused with an error that begins so.</summary>
    public bool IsErrorOf(string code) => IsError && Text.StartsWith(code, StringComparison.Ordinal);

    /// <summary>A text.</summary>
    public static RespReply OfText(byte[] bytes) => new(RespKind.Text, bytes, 0, []);

    /// <summary>A number.</summary>
    public static RespReply OfNumber(long number) => new(RespKind.Number, [], number, []);

    /// <summary>A list.</summary>
    public static RespReply OfList(IReadOnlyList<RespReply> items) => new(RespKind.List, [], 0, items);

    /// <summary>A refusal.</summary>
    public static RespReply OfError(byte[] bytes) => new(RespKind.Error, bytes, 0, []);

    /// <summary>An item of a list that must be there.</summary>
    public RespReply Item(int index) => index < Items.Count ? _items[index] : throw RedisUnavailableException.Malformed($"a list of {_items.Count} values came where there must be more than {index}");

    /// <summary>The value behind a name in a list of names and values, as <c>XINFO</c> answers; <see cref="Null"/> when there is none.</summary>
    public RespReply Find(string name)
    {
        for (var i = 0; i + 1 < Items.Count; i += 2)
        {
            if (_items[i].Kind == RespKind.Text && _items[i].Text == name)
            {
                return _items[i + 1];
            }
        }

        return Null;
    }

    private RedisUnavailableException Not(string wanted) => RedisUnavailableException.Malformed($"{Kind.ToString().ToLowerInvariant()} came where {wanted} must be");
}
