using StreamEngine.State;

namespace StreamEngine.Runtime;

/// <summary>What a batch operator keeps of each key, by the number its <see cref="KeyTable"/> gave the key: made when the key is first seen, saved and loaded as one list.</summary>
/// <typeparam name="T">What is kept of one key.</typeparam>
/// <param name="name">Under which name it is saved.</param>
/// <param name="create">Makes that of a new key.</param>
public sealed class KeyedStates<T>(string name, Func<T> create)
    where T : class
{
    private readonly List<T> _states = [];

    /// <summary>That of a key.</summary>
    public T this[int key]
    {
        get
        {
            while (_states.Count <= key)
            {
                _states.Add(create());
            }

            return _states[key];
        }
    }

    /// <summary>Saves all.</summary>
    public void Save(StateWriter state) => state.Write(name, _states);

    /// <summary>Puts what was saved in the place of all.</summary>
    public void Load(StateReader state)
    {
        _states.Clear();
        _states.AddRange(state.Read<List<T>>(name));
    }
}
