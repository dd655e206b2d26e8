namespace StreamEngine.Bench.Frames;

/// <summary>Goes through a frame of a feed whose layout is known: names and values one after the other, no blanks, no escapes.</summary>
internal ref struct FrameCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Goes behind the next occurrence of a text.</summary>
    public void Behind(ReadOnlySpan<byte> mark) => _at += _text[_at..].IndexOf(mark) + mark.Length;

    /// <summary>Goes behind a byte if it is next.</summary>
    public bool Take(byte next)
    {
        if (_at < _text.Length && _text[_at] == next)
        {
            _at++;
            return true;
        }

        return false;
    }

    /// <summary>The next name, and goes behind its colon; empty at the end of the object.</summary>
    public ReadOnlySpan<byte> Name()
    {
        Take((byte)',');
        if (!Take((byte)'"'))
        {
            return default;
        }

        var start = _at;
        while (_text[_at] != '"')
        {
            _at++;
        }

        var name = _text[start.._at];
        _at += 2;
        return name;
    }

    /// <summary>A text in quotes.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var start = ++_at;
        while (_text[_at] != '"')
        {
            _at++;
        }

        return _text[start.._at++];
    }

    /// <summary>A whole number.</summary>
    public long Whole()
    {
        var value = 0L;
        for (; _at < _text.Length && (uint)(_text[_at] - '0') is <= 9 and var digit; _at++)
        {
            value = (value * 10) + digit;
        }

        return value;
    }

    /// <summary>A decimal number in quotes, in units of its last place.</summary>
    public long Ticks(out int places)
    {
        _at++;
        var value = Whole();
        places = 0;
        if (Take((byte)'.'))
        {
            var start = _at;
            for (; (uint)(_text[_at] - '0') is <= 9 and var digit; _at++)
            {
                value = (value * 10) + digit;
            }

            places = _at - start;
        }

        _at++;
        return value;
    }

    /// <summary>True or false.</summary>
    public bool Flag()
    {
        var flag = _text[_at] == 't';
        _at += flag ? 4 : 5;
        return flag;
    }
}
