package names

import "strings"

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// The lists are small: they only have to tell a name from a word at the
// beginning of a sentence, and what has a capital without being a name.
var (
	title = set(`mr mrs ms miss mx dr sir madam prof professor principal coach superintendent teacher señora señor madame monsieur frau herr father sister rev pastor`)

	// thing ends the name of a place or of a thing.
	thing = set(`school schools elementary middle high academy college university district county city town village street road avenue lane park valley
		hall library center centre church hospital museum network team club program programme project act day week month year night fair test exam
		scale survey study framework model method cycle chart diagram state states institute foundation association department office board street
		war revolution river lake hills heights island north south east west room building grade period unit lesson`)

	// never is no child's name in the middle of a sentence, although it has a capital.
	never = set(`i i'm i'll i've i'd ok monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
		january february march april june july august september october november december
		english spanish french german latin mandarin chinese arabic somali hmong vietnamese portuguese russian ukrainian polish italian japanese korean
		dari pashto farsi persian urdu hindi punjabi bengali nepali burmese swahili tigrinya amharic turkish kurdish tagalog cantonese khmer samoan tongan marshallese navajo creole
		american african asian european hispanic latino latina latinx black white indigenous native muslim christian jewish hindu catholic
		math maths mathematics algebra geometry calculus science biology chemistry physics history geography art music drama reading writing
		america africa asia europe mexico canada england ireland scotland wales france germany spain india china somalia syria ukraine
		york london chicago boston california texas ohio michigan minnesota oregon washington florida
		excel word powerpoint google zoom chromebook chromebooks ipad ipads wifi internet facebook instagram whatsapp youtube kahoot desmos canvas moodle cairn
		christmas easter ramadan eid hanukkah thanksgiving halloween diwali advent lent
		child children kids pupil pupils people homework breakfast lunch recess nurse secretary
		student students teacher teachers parent parents principal coach counselor counsellor grade grades period class classes room unit chapter page plan do study act
		aim driver drivers test tests cycle measure goal step part section figure table north south east west
		we you he she they it his her their our my your this that these those a an the and but or so if when while after before because since although
		in on at by for from to with without of as is are was were be been has have had do did does can could will would should may might must not no yes
		model improvement nobody everyone everybody someone somebody anyone anybody partner partners family families mother father mum mom dad grandmother
		grandfather aunt uncle brother sister friend staff team school district library community neighbor neighbour another other others one two three four five
		what why how who where which there here then now today yesterday tomorrow next last first second third each every all some many few most more`)

	// ordinary are names that are words as well.
	ordinary = set(`will mark grace hope faith joy may june april august rose lily violet daisy iris ivy summer autumn dawn amber ruby pearl jade
		art bill bob chance chase christian dean drew frank gene grant guy hunter jack jean king lance max miles nick pat penny ray rich rob rod
		sky skip sonny star sunny sue tony tucker van wade ward wren sage river brook brooks reed stone drake destiny harmony melody justice major
		angel baker carter cooper mason parker porter taylor tanner tyler page paige ace case cash field forest glen heath heather holly olive
		angelica basil ginger rosemary chip dale dell don herb jasmine jay kit lee les lane many mercy pierce prince princess rusty sandy trinity victor
		duke earl noble royal colt fox wolf bear lark robin martin jordan israel chad georgia savannah paris sydney london austin dallas houston
		charity constance patience prudence clarity sincere legend messiah story`)

	month = set(`april may june august`)

	// deed stands after a name, in whatever we write about children.
	deed = set(`said says told tells asked asks was is has had did does didn't doesn't isn't wasn't hasn't wants wanted likes liked loves hates felt feels
		thinks thought knows knew went goes came comes left gave gives got gets took takes made makes wrote writes read reads finished handed
		missed misses arrived sat sits stood spoke speaks cried laughed smiled refused agreed tried tries needs needed struggled struggles works worked
		lives lived stays stayed moved helped helps and's explained answered showed shows brought raised failed passed plays played sleeps slept forgot remembered
		worries worried hid hides walked walks ran runs talked talks explains noticed seemed seems looked looks kept keeps can can't could couldn't
		won't will would may might must never always often only also still already just rarely usually sometimes who whose`)

	// speech stands directly after a name, and hardly after anything that is not a person.
	speech = set(`said says told tells asked asks wrote writes explained explains answered cried laughed smiled likes liked loves loved hates hated wants wanted
		feels felt thinks thought knows knew wishes hopes hoped worries worried forgot remembered sleeps slept refused agreed would didn't doesn't`)

	// before stands before a name.
	before = set(`with told asked from for and called named about like let helped met saw gave sat beside both say said student pupil girl boy child
		brother sister son daughter friend interviewed shadowed mother father mum mom dad of to by`)

	particle = set(`de da del della di la le van von der den bin al el ben o abu y dos das`)

	given = set(`aaliyah aaron abby abdi abdul abdullah abel abigail abraham ada adam addison adrian adriana ahmad ahmed aiden aisha alan alana alba albert alberto alejandra
		alejandro alex alexa alexander alexandra alexis alfonso alfred ali alice alicia alina alisha allison alma alyssa amanda amara amari amelia amina amir amira amy ana
		anastasia anders andre andrea andres andrew andy angela angelica angelina angelo anika anita ann anna anne annie anthony antonio anya archie ari aria ariana ariel arjun
		arthur arturo asha ashley aubrey audrey aurora ava avery axel ayaan ayan aya ayesha barbara beatrice beatriz bella ben benjamin bernard beth bethany bianca bilal blake
		bobby boris brandon brayden brenda brendan brian brianna bridget brittany brooklyn bruno bryan caitlin caleb calvin cameron camila camilla carl carla carlos carmen carol
		carolina caroline carrie carson cassandra catherine cecilia cedric celeste cesar charles charlie charlotte chelsea chen chiara chloe chris christina christine christopher
		claire clara claudia cody colin connor cora corey courtney craig cristian cristina crystal curtis cynthia daisuke damian dan dana daniel daniela danielle danny dante
		dariusz darius darnell david deandre deborah denise dennis derek deshawn desiree devin devon diana diego dina dmitri dominic donald donna doris douglas duc dustin dylan
		eddie edgar eduardo edward edwin eileen elaine elena eli elias elijah elisa elise elizabeth ella ellen ellie elliot emanuel emil emilia emiliano emily emma emmanuel
		enrique eric erica erik erin ernesto esme esmeralda esperanza esteban esther ethan eva evan eve evelyn ezekiel fabian fadumo faisal farah fatima fatou fatoumata felipe felix
		fernanda fernando finn fiona florence frances francesca francis francisco frankie fred freddie freya gabriel gabriela gabrielle gareth gary gavin genesis geoffrey george
		gerald gerardo gianna gilbert giovanni gina giulia gloria gordon grayson greg gregory gregor guadalupe guillermo gustavo hailey hakim halima hamza hana hanna hannah harold harper harriet
		harrison harry hassan hawa hayden hazel hector heidi helen helena henry hiroshi hodan hugo hung huong hussein ian ibrahim idris ifrah igor ilhan iman imani imran ines
		ingrid irene isaac isabel isabella isabelle isaiah ismael ivan jackson jacob jacqueline jada jaden jaime jake jalen jamal james jamie jan jane janet jared jarek jason javier
		jayden jayceon jayla jaylen jaylin jaylon jeff jeffrey jelani jenna jennifer jenny jeremiah jeremy jerome jesse jessica jesus jia jill jim jimena jimmy jin joan joanna joaquin joe joel johan john johnny
		jon jonah jonas jonathan jorge jose joseph josephine joshua josiah joyce juan juana juanita judith julia julian juliana julie juliet julio justin kai kaito kaitlyn kamal
		kamala karen karim karina karl karla kate katherine kathleen kathryn katie kayla keisha keith kelly kelsey kelvin ken kendra kenji kenneth kevin khadija khadra khalid khanh
		kiara kim kimberly kofi kristen kristina kwame kyle laila lakeisha lamar lana lara larry latoya laura lauren laurie lawrence layla leah leila lena leo leon leonardo leonel
		leslie leticia levi lewis liam liban lila liliana lina linda linh lisa liu logan lola lorena lorenzo louis louisa louise luca lucas lucia lucy luis luisa luka lukas luke luna
		lydia lynn mackenzie madeline madison maeve maggie magnus mahmoud maisie malcolm malia malik manuel marc marcel marco marcos marcus margaret maria mariah mariam mariana
		marie marina mario marisol marissa marta martha mary maryam mateo mateusz matt matthew maurice maxim maya megan mehmet mei melanie melissa mercedes mia micah michael
		michaela michelle miguel mikhail mila milan milo mina minh miriam miya mohamed mohammad mohammed moira molly monica monique morgan moses muhammad mustafa mya myles nadia
		nahid naima nancy naomi nasra natalia natalie natasha nathan nathaniel nawal neil nelson nevaeh nia nicholas nico nicolas nicole nina noah noel nolan noor nora norma
		nuria octavia oleg olga oliver olivia omar omari oscar osman otto owen pablo paloma pamela patricia patrick paul paula pauline pedro perla peter petra phil philip phoebe
		phuong pierre piotr priscilla priya quentin quinn rachel rafael rahma raj rajesh ralph ramon randall randy raquel rashad rashid raul ravi raymond rebecca regina renata rene
		rhys ricardo richard ricky riley rita robert roberta roberto rocio rodney rodrigo roger roman ronald rory rosa rosalind rosario rowan roxanne ruben rudy russell ruth ryan
		saad sabrina sade sadia safiya sagal sahra said salim sally salma sam samantha samira sami samir samuel sandra santiago sara sarah sasha saul scarlett scott sean sebastian
		selena serena sergio seth shakira shane shannon sharon shawn sheila shirley shreya siddharth sienna silas simon simone skylar sofia sonia sophia sophie stanley stefan stefania stella
		stephanie stephen steve steven stuart suleiman sumaya susan susana suzanne sven sylvia tamara tamika tanisha tanya tara tariq tatiana ted teresa terrell terrence tessa thanh
		theo theodore theresa thomas tiana tiffany tim timothy tina tobias todd tomas tommy tracy travis trevor trey tristan tuan tyrone tyrese uma umar valentina valeria vanessa
		vera veronica vicente victoria viktor vincent viola violeta virginia vivian vladimir walter warsame wei wendy william xavier ximena xiu yael yahya yan yara yaretzi yasmin
		yolanda yonas yosef yuki yuri yusuf yvonne zach zachary zahra zainab zara zayn zehra zeinab zoe zoey`)
)
