/// Properties of people that no scenario and no choice model may hold, and why.
package enum ProtectedAttribute {
  /// Why a key or column is refused and what to do, or nil if it is not.
  package static func refusal(of key: String) -> (problem: String, remedy: String)? {
    let words = key.lowercased().split { !$0.isLetter }.map(String.init)
    let joined = words.joined()
    if words.contains(where: protected.contains) || protected.contains(joined) {
      return (
        "is protected by equal-treatment law and is never an input: no offer and no grant may "
          + "depend on it",
        "delete it; audit outcomes by group in a file of its own"
      )
    }
    if identifying.contains(joined) {
      return ("persons are ids here, never names", "delete it, and keep names outside the scenario")
    }
    return nil
  }

  private static let protected: Set<String> = [
    "age", "birth", "birthdate", "birthday", "birthplace", "birthyear", "dob", "born",
    "yearofbirth",
    "caste", "citizen", "citizenship", "disability", "disabled", "ethnic", "ethnicity", "faith",
    "female", "male", "gender", "genetic", "genetics", "handicap", "marital", "married",
    "maritalstatus", "maternity", "nationality", "nationalorigin", "orientation", "parental",
    "pregnancy", "pregnant", "race", "racial", "religion", "religious", "sex", "sexual",
    "sexuality", "transgender", "veteran",
  ]

  private static let identifying: Set<String> = [
    "name", "firstname", "lastname", "fullname", "surname", "familyname", "givenname", "email",
    "emailaddress", "phone", "photo", "photograph", "portrait", "address",
  ]
}
