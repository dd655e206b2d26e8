using System.Globalization;
using System.Text.Json;
using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>
/// One pass over a Binance frame: remembers where the values stand and reads the level arrays. Names are single letters but for a few; fields that are not known are passed over. Reused
/// from frame to frame; makes no garbage.
/// </summary>
internal sealed class FrameScan
{
    /// <summary>Most levels of a side of one message.</summary>
    public const int MaxLevels = 100_000;

    private readonly FrameToken[] _letters = new FrameToken[128];
    private readonly byte[] _used = new byte[128];
    private int _usedCount;

    /// <summary>Name of the combined stream.</summary>
    public FrameToken Stream { get; private set; }

    /// <summary>Update id of a depth snapshot.</summary>
    public FrameToken LastUpdateId { get; private set; }

    /// <summary>Last update id of the depth message before.</summary>
    public FrameToken Previous { get; private set; }

    /// <summary>Symbol of a snapshot, where a venue gives one.</summary>
    public FrameToken Symbol { get; private set; }

    /// <summary>Bid levels.</summary>
    public LevelList Bids { get; } = new();

    /// <summary>Ask levels.</summary>
    public LevelList Asks { get; } = new();

    /// <summary>What is wrong with the levels, or null.</summary>
    public FrameException? LevelFault { get; private set; }

    /// <summary>Whether the payload stands under <c>data</c>.</summary>
    public bool HasData { get; private set; }

    /// <summary>Whether the frame answers a control message.</summary>
    public bool IsControl { get; private set; }

    /// <summary>Whether the frame is an array.</summary>
    public bool IsArray { get; private set; }

    /// <summary>The value of a single-letter name.</summary>
    public FrameToken this[char letter] => _letters[letter];

    /// <summary>Scans a frame.</summary>
    /// <param name="text">The frame.</param>
    /// <param name="readLevels">Whether levels are wanted.</param>
    /// <exception cref="FrameException">It is not valid JSON, or neither an object nor an array.</exception>
    public void Scan(ReadOnlySpan<byte> text, bool readLevels)
    {
        Clear();
        if (TryCompact(text, readLevels))
        {
            return;
        }

        Clear();
        var json = new Utf8JsonReader(text);
        try
        {
            json.Read();
            IsArray = json.TokenType == JsonTokenType.StartArray;
            if (IsArray)
            {
                json.Skip();
            }
            else if (json.TokenType == JsonTokenType.StartObject)
            {
                ScanObject(ref json, isTop: true, readLevels);
            }
            else
            {
                throw new FrameException(NormalizeErrors.Malformed, "the frame is neither a JSON object nor an array (byte 0)");
            }

            json.Read(); // refuses what follows the value
        }
        catch (JsonException invalid)
        {
            throw new FrameException(NormalizeErrors.Malformed, string.Create(CultureInfo.InvariantCulture, $"the frame is not valid JSON (byte {invalid.BytePositionInLine ?? json.BytesConsumed})"));
        }
    }

    private void Clear()
    {
        for (; _usedCount > 0; _usedCount--)
        {
            _letters[_used[_usedCount - 1]] = default;
        }

        Stream = LastUpdateId = Previous = Symbol = default;
        Bids.Clear();
        Asks.Clear();
        LevelFault = null;
        HasData = IsControl = IsArray = false;
    }

    /// <summary>Reads a frame written as venues write theirs; false, with some of it read, for any other.</summary>
    private bool TryCompact(ReadOnlySpan<byte> text, bool readLevels)
    {
        var frame = new CompactFrame(text);
        return TryCompactObject(ref frame, isTop: true, readLevels) && frame.IsAtEnd;
    }

    private bool TryCompactObject(ref CompactFrame frame, bool isTop, bool readLevels)
    {
        if (!frame.Take((byte)'{') || frame.Next == '}')
        {
            return false;
        }

        do
        {
            if (!frame.TryName(out var name) || !(name.Length == 1 ? TryCompactLetter(ref frame, name[0], readLevels) : TryCompactNamed(ref frame, name, isTop, readLevels)))
            {
                return false;
            }
        }
        while (frame.Take((byte)','));
        return frame.Take((byte)'}');
    }

    private bool TryCompactLetter(ref CompactFrame frame, byte name, bool readLevels)
    {
        if (frame.Next == '[')
        {
            return readLevels && name is (byte)'b' or (byte)'a' && TryCompactLevels(ref frame, name == 'b' ? Bids : Asks);
        }

        if (!frame.TryScalar(out var token))
        {
            return false;
        }

        Remember(name, token);
        return true;
    }

    private bool TryCompactNamed(ref CompactFrame frame, ReadOnlySpan<byte> name, bool isTop, bool readLevels)
    {
        if (isTop && name.SequenceEqual("data"u8))
        {
            HasData = true;
            return TryCompactObject(ref frame, isTop: false, readLevels);
        }

        if (frame.Next == '[')
        {
            return readLevels && (name.SequenceEqual("bids"u8) ? TryCompactLevels(ref frame, Bids) : name.SequenceEqual("asks"u8) && TryCompactLevels(ref frame, Asks));
        }

        if (!frame.TryScalar(out var token))
        {
            return false;
        }

        if (isTop && name.SequenceEqual("stream"u8))
        {
            Stream = token;
        }
        else if (name.SequenceEqual("pu"u8))
        {
            Previous = token;
        }
        else if (name.SequenceEqual("lastUpdateId"u8))
        {
            LastUpdateId = token;
        }
        else if (name.SequenceEqual("symbol"u8))
        {
            Symbol = token;
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TryCompactLevels(ref CompactFrame frame, LevelList levels)
    {
        levels.Begin();
        return frame.TryLevels(levels);
    }

    private void Remember(byte name, FrameToken token)
    {
        if (_letters[name].Type == JsonTokenType.None)
        {
            _used[_usedCount++] = name;
        }

        _letters[name] = token;
    }

    private void ScanObject(ref Utf8JsonReader json, bool isTop, bool readLevels)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            if (name.Length == 1 && name[0] < 128)
            {
                Letter(ref json, name[0], readLevels);
            }
            else
            {
                Named(ref json, name, isTop, readLevels);
            }
        }
    }

    private void Letter(ref Utf8JsonReader json, byte name, bool readLevels)
    {
        if (json.TokenType == JsonTokenType.StartArray && name is (byte)'b' or (byte)'a')
        {
            Levels(ref json, name == 'b' ? Bids : Asks, name == 'b' ? "b" : "a", readLevels);
        }
        else if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            json.Skip();
        }
        else
        {
            Remember(name, Token(ref json));
        }
    }

    private void Named(ref Utf8JsonReader json, ReadOnlySpan<byte> name, bool isTop, bool readLevels)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            if (isTop && name.SequenceEqual("data"u8))
            {
                HasData = true;
                ScanObject(ref json, isTop: false, readLevels);
            }
            else
            {
                IsControl |= isTop && name.SequenceEqual("error"u8);
                json.Skip();
            }
        }
        else if (json.TokenType == JsonTokenType.StartArray)
        {
            if (name.SequenceEqual("bids"u8))
            {
                Levels(ref json, Bids, "bids", readLevels);
            }
            else if (name.SequenceEqual("asks"u8))
            {
                Levels(ref json, Asks, "asks", readLevels);
            }
            else
            {
                HasData |= isTop && name.SequenceEqual("data"u8);
                IsControl |= isTop && name.SequenceEqual("result"u8);
                json.Skip();
            }
        }
        else if (name.SequenceEqual("pu"u8))
        {
            Previous = Token(ref json);
        }
        else if (name.SequenceEqual("lastUpdateId"u8))
        {
            LastUpdateId = Token(ref json);
        }
        else if (name.SequenceEqual("symbol"u8))
        {
            Symbol = Token(ref json);
        }
        else if (isTop && name.SequenceEqual("stream"u8))
        {
            Stream = Token(ref json);
        }
        else if (isTop && (name.SequenceEqual("result"u8) || name.SequenceEqual("id"u8) || name.SequenceEqual("code"u8)))
        {
            IsControl = true;
        }
    }

    private static FrameToken Token(ref Utf8JsonReader json)
    {
        var isString = json.TokenType == JsonTokenType.String;
        return new FrameToken((int)json.TokenStartIndex + (isString ? 1 : 0), json.ValueSpan.Length, json.TokenType, isString && json.ValueIsEscaped);
    }

    private void Levels(ref Utf8JsonReader json, LevelList levels, string field, bool read)
    {
        levels.Begin();
        if (!read)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (LevelFault is not null)
            {
                json.Skip();
            }
            else if (json.TokenType != JsonTokenType.StartArray)
            {
                Fault(NormalizeErrors.Malformed, $"level {levels.Count + 1} of '{field}' is not an array [price, quantity]", json.TokenStartIndex);
                json.Skip();
            }
            else
            {
                Level(ref json, levels, field);
            }
        }
    }

    private void Level(ref Utf8JsonReader json, LevelList levels, string field)
    {
        var depth = json.CurrentDepth;
        json.Read();
        var priceAt = json.TokenStartIndex;
        if (Value(ref json, levels, field, "price", out var price))
        {
            json.Read();
            if (Value(ref json, levels, field, "quantity", out var qty))
            {
                Add(levels, field, price, qty, priceAt, json.TokenStartIndex);
            }
        }

        while (json.TokenType != JsonTokenType.EndArray || json.CurrentDepth != depth)
        {
            json.Read();
        }
    }

    private void Add(LevelList levels, string field, double price, double qty, long priceAt, long qtyAt)
    {
        if (price <= 0)
        {
            Fault(NormalizeErrors.OutOfRange, $"price of level {levels.Count + 1} of '{field}' is not above 0", priceAt);
        }
        else if (qty < 0)
        {
            Fault(NormalizeErrors.OutOfRange, $"quantity of level {levels.Count + 1} of '{field}' is below 0", qtyAt);
        }
        else if (levels.Count == MaxLevels)
        {
            Fault(NormalizeErrors.OutOfRange, $"'{field}' has more than {MaxLevels} levels", priceAt);
        }
        else
        {
            levels.Add(price, qty);
        }
    }

    private bool Value(ref Utf8JsonReader json, LevelList levels, string field, string part, out double value)
    {
        value = 0;
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            Fault(NormalizeErrors.Malformed, $"{part} of level {levels.Count + 1} of '{field}' is missing or not a number", json.TokenStartIndex);
            return false;
        }

        var fault = DecimalText.Parse(json.ValueSpan, out value);
        if (fault == DecimalFault.None)
        {
            return true;
        }

        LevelFault = FrameValue.Refused($"{part} of level {levels.Count + 1} of '{field}'", json.ValueSpan, fault, json.TokenStartIndex);
        return false;
    }

    private void Fault(string code, string reason, long at) =>
        LevelFault = new FrameException(code, string.Create(CultureInfo.InvariantCulture, $"{reason} (byte {at})"));
}
