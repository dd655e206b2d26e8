using System.Text;

namespace StreamEngine.State;

/// <summary>Reads back what a <see cref="StateWriter"/> wrote, in the same order.</summary>
public sealed class StateReader(Stream input)
{
    private readonly BinaryReader _reader = new(input, Encoding.UTF8, leaveOpen: true);

    /// <summary>Reads the value of a name.</summary>
    /// <exception cref="InvalidDataException">The state holds another name here: it was saved by another version.</exception>
    public T Read<T>(string name) => (T)Read(name, typeof(T))!;

    /// <summary>Reads the value of a name and type.</summary>
    /// <exception cref="InvalidDataException">The state holds another name here: it was saved by another version.</exception>
    public object? Read(string name, Type type)
    {
        var found = _reader.ReadString();
        if (found != name)
        {
            throw new InvalidDataException($"the saved state holds '{found}' where this version expects '{name}'");
        }

        return StateCodec.Read(_reader, type);
    }
}
